import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import {
  decideTenantAccess,
  explainAccess,
  explainMailboxes,
} from "../../src/access/decide-tenant-access.ts";
import { resolveTenantAccess } from "../../src/access/resolve-tenant-access.ts";
import { readEvidence } from "../../src/evidence/read-evidence.ts";

const ROOT = join(import.meta.dirname, "..", "..", "fixtures");
const FILTERED = new Set(["Company", "CustomAttribute1", "Department", "Office"]);

describe.each(["contoso", "northwind", "walkthrough", "wildcard"])("fixtures/%s", (name) => {
  const folder = join(ROOT, name);

  it("shows the access that the oracle expects, line by line", async () => {
    const snapshot = await readEvidence(folder, { recipientProperties: () => FILTERED });
    const access = resolveTenantAccess(snapshot);
    const decided = decideTenantAccess(access);
    const summaries = decided.map((one) => explainAccess(access.facts, one));
    const mailboxes = decided.flatMap((one) => [...explainMailboxes(access.facts, one)]);
    const lines = [...summaries.map(withoutReasons), ...mailboxes.map(withoutReasons)];
    const expected: unknown = JSON.parse(
      await readFile(join(folder, "expected-access.json"), "utf8"),
    );
    expect(lines).toEqual(expected);
  });
});

/** What the lines say of access: neither why, nor what kind of app it is. */
function withoutReasons(line: object): object {
  const kept = Object.entries(line).filter(([key]) => key !== "because" && key !== "setApart");
  return Object.fromEntries(kept);
}
