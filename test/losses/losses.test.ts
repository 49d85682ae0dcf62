import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadSnapshot } from "../../src/cli/load-snapshot.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { truthOf, wrongAnswers, wrongPlan } from "./compare-audits.ts";
import { lose, nameOf, parentLosses, sectionLosses, type Loss } from "./lose.ts";
import { THOROUGH } from "../thorough.ts";
import { FIXTURES_FOLDER, TRIED_FIXTURES, WHOLE_FIXTURES } from "./whole-fixtures.ts";

/** Of a large tenant every tenth loss is tried, in the gate each. */
const ONE_IN = THOROUGH ? 1 : 15;
/** A plan of a tenant with more rows than this takes a while: then one of the ways that rules cannot tell apart does. */
const MANY_RECIPIENTS = THOROUGH ? 50 : 40;
/** Among how many of its parents there is one without which it is planned: in the gate each is. */
const PARENTS_FOR_ONE = THOROUGH ? 1 : 3;

/** What is wrong after each loss; empty = nothing is. */
async function wrongsOf(
  fixture: string,
  lossesOf: (whole: Snapshot) => readonly Loss[],
): Promise<readonly string[]> {
  const whole = await loadSnapshot(join(FIXTURES_FOLDER, fixture));
  const recipients = whole.sections["exchange/recipients"];
  const isLarge = recipients.status === "read" && recipients.rows.length > MANY_RECIPIENTS;
  const truth = truthOf(whole);
  const losses = lossesOf(whole).filter((_, at) => !isLarge || at % ONE_IN === 0);
  const parents = [...new Set(losses.map(({ parent }) => parent))];
  return losses.flatMap((loss) => {
    const partial = lose(whole, loss);
    const isTurn = parents.indexOf(loss.parent) % PARENTS_FOR_ONE === 0;
    const plan = !isLarge || (isTurn && (loss.how === "failed" || loss.how === "absent"));
    const wrongs = [...wrongAnswers(partial, truth), ...(plan ? wrongPlan(partial, truth) : [])];
    return wrongs.map((wrong) => `${nameOf(loss)}: ${wrong}`);
  });
}

describe("with one thing unread, access and plan are never wrong about the whole tenant", () => {
  it("there are fixtures to try it on, whole ones", () => {
    expect(WHOLE_FIXTURES).toEqual(
      expect.arrayContaining(["contoso", "northwind", "walkthrough", "wildcard"]),
    );
  });

  it.each(TRIED_FIXTURES)(
    "%s: any section refused, failed, never asked for, or said not to exist",
    { timeout: 30 * 60_000 },
    async (fixture) => {
      expect(await wrongsOf(fixture, sectionLosses)).toEqual([]);
    },
  );

  it.each(TRIED_FIXTURES)(
    "%s: any parent of a section refused, failed, or missing from the list",
    { timeout: 30 * 60_000 },
    async (fixture) => {
      expect(await wrongsOf(fixture, parentLosses)).toEqual([]);
    },
  );

  it("the comparison can fail: of a tenant with a policy less it says so", async () => {
    const whole = await loadSnapshot(join(FIXTURES_FOLDER, "contoso"));
    const policies = whole.sections["exchange/applicationAccessPolicies"];
    const rows = policies.status === "read" ? policies.rows.slice(1) : [];
    const lied: Snapshot = {
      ...whole,
      sections: {
        ...whole.sections,
        "exchange/applicationAccessPolicies": { status: "read", rows },
      },
    };
    expect(wrongAnswers(lied, truthOf(whole))).not.toEqual([]);
    expect(wrongPlan(lied, truthOf(whole)).join("\n")).toContain("reaches others today");
  });
});
