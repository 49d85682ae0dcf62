import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import {
  decideTenantAccess,
  explainAccess,
  explainMailboxes,
} from "../../src/access/decide-tenant-access.ts";
import { propertiesInUse } from "../../src/access/properties-in-use.ts";
import { resolveTenantAccess } from "../../src/access/resolve-tenant-access.ts";
import { readEvidence } from "../../src/evidence/read-evidence.ts";
import { foldMailboxes, type AccessLine } from "../oracle/fold-mailboxes.ts";

const ROOT = join(import.meta.dirname, "..", "..", "fixtures");
const NAMES = [
  "contoso",
  "fabrikam",
  "fabrikam-partial",
  "northwind",
  "tailspin",
  "walkthrough",
  "wildcard",
];

describe.each(NAMES)("fixtures/%s", (name) => {
  const folder = join(ROOT, name);

  it("shows the access that the oracle expects, line by line", async () => {
    const snapshot = await readEvidence(folder, { recipientProperties: propertiesInUse });
    const access = resolveTenantAccess(snapshot);
    const decided = decideTenantAccess(access);
    const summaries = decided.map((one) => explainAccess(access.facts, one));
    const mailboxes = decided.flatMap((one) => [...explainMailboxes(access.facts, one)]);
    const lines = [...summaries.map(withoutReasons), ...mailboxes.map(withoutReasons)];
    const expected = JSON.parse(
      await readFile(join(folder, "expected-access.json"), "utf8"),
    ) as readonly AccessLine[];
    const isFolded = expected.some(({ mailbox }) => mailbox === "*");
    expect(isFolded ? foldMailboxes(lines) : lines).toEqual(expected);
  });
});

describe("fixtures/fabrikam-partial", () => {
  it("unknown_never_becomes_wrong: says what the whole tenant says, or that nobody can tell", async () => {
    const [whole, partial] = await Promise.all([
      readLines("fabrikam"),
      readLines("fabrikam-partial"),
    ]);
    const pairs = new Set([...whole, ...partial].map(pairOf));
    const known = [...pairs].flatMap((pair) => {
      const [truth, said] = [accessBy(whole, pair), accessBy(partial, pair)];
      const mailboxes = new Set(["*", ...truth.keys(), ...said.keys()]);
      const differing = [...mailboxes].map((mailbox) => ({
        pair,
        mailbox,
        truth: truth.get(mailbox) ?? truth.get("*") ?? "denied",
        said: said.get(mailbox) ?? said.get("*") ?? "denied",
      }));
      return differing.filter((one) => one.truth !== one.said);
    });
    expect(known.length).toBeGreaterThan(10);
    expect(known.filter(({ said }) => said !== "unknown")).toEqual([]);
  });
});

async function readLines(name: string): Promise<readonly AccessLine[]> {
  const text = await readFile(join(ROOT, name, "expected-access.json"), "utf8");
  return (JSON.parse(text) as readonly AccessLine[]).filter(({ mailbox }) => mailbox !== undefined);
}

const pairOf = ({ appId, resource, permission }: AccessLine): string =>
  JSON.stringify([appId, resource, permission]);

const accessBy = (lines: readonly AccessLine[], pair: string): ReadonlyMap<string, string> =>
  new Map(
    lines
      .filter((line) => pairOf(line) === pair)
      .map(({ mailbox, access }) => [String(mailbox), String(access)]),
  );

/** What the lines say of access: neither why, nor what kind of app it is. */
function withoutReasons(line: object): AccessLine {
  const kept = Object.entries(line).filter(([key]) => key !== "because" && key !== "setApart");
  return Object.fromEntries(kept);
}
