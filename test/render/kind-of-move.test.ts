import { describe, expect, it } from "vitest";
import { auditSnapshot } from "../../src/audit/audit-snapshot.ts";
import { changeContexts } from "../../src/render/change/change-context.ts";
import { changeTitle } from "../../src/render/change/change-title.ts";
import { reasonText } from "../../src/render/change/reason-text.ts";
import { communications } from "../../src/render/html/change-record/communications.ts";
import { recordsOf } from "../../src/render/html/change-record/record-of-app.ts";
import { kindOfMove } from "../../src/render/kind-of-move.ts";
import { decodeTenant } from "../fuzz/decode-evidence.ts";
import { contoso } from "../generator/tenants/contoso/contoso.ts";

const tool = { name: "scopewright", version: "0.0.0" };
const { plan } = auditSnapshot(decodeTenant(contoso), {
  tool,
  evidenceSha256: "0".repeat(64),
});

/** Both changes of an app, each with its title and the first line of its reason. */
const changesOf = (name: string): readonly string[] =>
  changeContexts(plan, () => undefined)
    .filter(({ change: { subject } }) => subject.kind === "app" && subject.app.displayName === name)
    .map((context) => `${changeTitle(context)} | ${reasonText(context).split("\n")[0] ?? ""}`);

describe("kindOfMove", () => {
  it("tells what takes the place of grants from what only goes", () => {
    expect(kindOfMove([{ phase: "2-test" }, { phase: "3-cutover" }])).toBe("moves");
    expect(kindOfMove([{ phase: "3-cutover" }, { phase: "4-declare" }])).toBe("deletes");
    expect(kindOfMove([{ phase: "4-declare" }])).toBe("declares");
  });

  it("names the changes of an app that moves, and of one whose grants only go", () => {
    expect(changesOf("Sales Mail Reader")).toEqual([
      "Change 1: move Sales Mail Reader to RBAC for Applications | a management scope selects the mailboxes that its policies admit today",
      "Change 2: retire the legacy access of Sales Mail Reader | Retires what change 1 replaces.",
    ]);
    const [first, second] = changesOf("Forgotten Importer");
    expect(first).toContain(
      "Change 1: delete the grants of Forgotten Importer that reach no mailbox",
    );
    expect(second).toContain("| Removes the policies once change 1 has deleted the grants");
  });

  it("says nothing of roles to the people of an app that gets none", () => {
    const app = plan.apps.find(({ displayName }) => displayName === "Forgotten Importer");
    if (app === undefined) throw new Error("no such app");
    const steps = plan.steps.filter(({ id }) => app.steps.includes(id));
    const input = {
      app,
      times: new Map<string, string>(),
      offsets: new Map<string, number>(),
      before: [],
      mailboxOf: (id: string) => id,
    };
    const said = recordsOf(steps, input).flatMap(({ fields }) =>
      fields.filter(({ isCode }) => !isCode).flatMap(({ lines }) => lines),
    );
    expect(said.length).toBeGreaterThan(20);
    expect(said.filter((line) => /\broles?\b|RBAC for Applications/.test(line))).toEqual([]);
    const moved = communications({ ...input, steps, change: 1, move: "moves" });
    expect(moved.flatMap(({ lines }) => lines).join()).toContain("RBAC for Applications");
  });
});
