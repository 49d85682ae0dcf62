import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { hashSnapshot } from "../../src/evidence/hash-snapshot.ts";
import { readEvidence } from "../../src/evidence/read-evidence.ts";
import type { Snapshot, SnapshotSections } from "../../src/model/snapshot.ts";
import { createFolder, createWriter, summary, writeFolder } from "./evidence-folder.ts";

const guid = "aaaaaaaa-0000-4000-8000-00000000000a";
const roles = [{ Name: "A" }, { Name: "B", Parent: null }, { Name: "C", Parent: "A" }];
const recipients = ["a", "b"].map((Guid) => ({ Guid, RecipientTypeDetails: "UserMailbox" }));
const members = {
  lines: [
    { group: guid, row: { Guid: "m1" } },
    { group: guid, row: { Guid: "m2" } },
    { group: "g2", row: { Guid: "m1" } },
  ],
  parents: [
    { key: guid, status: "read" },
    { key: "g2", status: "read" },
    { key: "g3", status: "denied" },
  ],
} as const;
const content = {
  "exchange/roles": roles,
  "exchange/recipients": recipients,
  "exchange/groupMembers": members,
};

const tenant: Snapshot = await readEvidence(await writeFolder(content));
const hash = hashSnapshot(tenant);

describe("hashSnapshot", () => {
  it("is 64 hex digits, the same each time", () => {
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hashSnapshot(tenant)).toBe(hash);
  });

  it("order_does_not_matter: rows, parents, keys and lists in any order give the same hash", async () => {
    const property = fc.asyncProperty(
      shuffled(roles),
      shuffled(recipients),
      async (some, other) => {
        const folder = await writeFolder({
          "exchange/groupMembers": {
            lines: members.lines.toReversed(),
            parents: members.parents.toReversed(),
          },
          "exchange/recipients": other.map((row) =>
            Object.fromEntries(Object.entries(row).toReversed()),
          ),
          "exchange/roles": some,
        });
        expect(hashSnapshot(await readEvidence(folder))).toBe(hash);
      },
    );
    await fc.assert(property, { numRuns: 20 });

    const section = tenant.sections["exchange/groupMembers"];
    if (section.status !== "read") throw new Error("unread");
    const parents = new Map([...section.parents].toReversed());
    expect(hashSnapshot(changed({ "exchange/groupMembers": { ...section, parents } }))).toBe(hash);

    const row = { name: "A", parent: "B" };
    expect(hashSnapshot(changed({ "exchange/roles": withRow(row) }))).toBe(
      hashSnapshot(changed({ "exchange/roles": withRow({ parent: row.parent, name: row.name }) })),
    );

    const config = (ids: string[]): Snapshot =>
      changed({
        "exchange/organizationConfig": { status: "read", rows: [{ ewsAllowedAppIds: ids }] },
      });
    expect(hashSnapshot(config(["a", "b"]))).toBe(hashSnapshot(config(["b", "a"])));
  });

  it("case_of_guids_does_not_matter: not even inside a text", async () => {
    const folder = await writeFolder({
      ...content,
      "exchange/groupMembers": {
        lines: members.lines.map((line) => ({ ...line, group: line.group.toUpperCase() })),
        parents: members.parents.map((parent) => ({ ...parent, key: parent.key.toUpperCase() })),
      },
    });
    expect(hashSnapshot(await readEvidence(folder))).toBe(hash);
    const scope = (recipientFilter: string): Snapshot =>
      changed({
        "exchange/managementScopes": { status: "read", rows: [{ name: "S", recipientFilter }] },
      });
    const filter = (id: string, city = "A"): string =>
      `ExternalDirectoryObjectId -eq '${id}' -or City -eq '${city}'`;
    expect(hashSnapshot(scope(filter(guid)))).toBe(hashSnapshot(scope(filter(guid.toUpperCase()))));
    expect(hashSnapshot(scope(filter(guid)))).not.toBe(hashSnapshot(scope(filter(guid, "a"))));
  });

  it("provenance_does_not_matter: times, collector, names and messages", async () => {
    const folder = await createFolder();
    const writer = await createWriter(folder);
    for (const name of ["exchange/recipients", "exchange/roles"] as const) {
      const section = await writer.openSection(name);
      for (const row of content[name]) await section.write(row);
      await section.close({ status: "read", message: "with warnings", requests: 99 });
    }
    const section = await writer.openSection("exchange/groupMembers");
    for (const line of members.lines) await section.write(line);
    for (const parent of members.parents) section.parent({ ...parent, message: "said so" });
    await section.close({ status: "read" });
    await writer.finish({
      ...summary,
      tenant: { ...summary.tenant, displayName: "Renamed", initialDomain: "" },
      collectedAt: "2027-01-01T00:00:00Z",
      collector: { mode: "script", identity: "someone else", allowedCmdlets: ["Get-Recipient"] },
    });
    expect(hashSnapshot(await readEvidence(folder))).toBe(hash);
  });

  it.each<[string, Snapshot]>([
    ["the tenant", { ...tenant, tenant: { ...tenant.tenant, id: "other" } }],
    ["the environment", { ...tenant, environment: "exchangeOnPremises" }],
    ["the cloud", { ...tenant, cloud: "china" }],
    [
      "a section that is empty, not unread",
      changed({ "graph/users": { status: "read", rows: [] } }),
    ],
    ["a section that is denied, not unasked", changed({ "graph/users": { status: "denied" } })],
    ["a section that is absent", changed({ "exchange/roles": { status: "absent" } })],
    ["a row that is there twice", changed({ "exchange/roles": withRow({ name: "A" }) })],
    ["a row more", changed({ "exchange/roles": withRow({ name: "D" }) })],
    ["a parent that failed", withParent("g3", { status: "failed" })],
    ["a parent that is empty, not denied", withParent("g3", { status: "read", rows: [] })],
    ["a parent more", withParent("g4", { status: "denied" })],
    [
      "null for what was absent",
      changed({ "exchange/roles": withRow({ name: "E", parent: null }) }),
    ],
  ])("counts %s", (_, other) => {
    expect(hashSnapshot(other)).not.toBe(hash);
  });

  it("unasked_leaves_no_trace: what is read on demand counts from the moment that it was asked for", () => {
    for (const name of [
      "exchange/dynamicGroups",
      "graph/signInActivities",
      "graph/tokenLifetimePolicies",
    ] as const) {
      const because = { status: "notAsked", message: "left out by --skip" } as const;
      expect(hashSnapshot(changed({ [name]: because }))).toBe(hash);
      const asked = [
        { status: "read", rows: [] },
        { status: "denied" },
        { status: "failed" },
        { status: "absent" },
      ].map((section) => hashSnapshot(changed({ [name]: section })));
      expect(new Set([hash, ...asked]).size).toBe(5);
    }
    // Pinned: where it changes, every plan that was made looks as if it were made from other evidence.
    expect(hash).toBe("69b0782f308501beda332415e08972345ce6956fe403d09b326cf44b5bd1b242");
    const permissions = { status: "read", parents: new Map() } as const;
    expect(hashSnapshot(changed({ "exchange/mailboxPermissions": permissions }))).not.toBe(hash);
    expect(hashSnapshot(changed({ "exchange/roles": { status: "notAsked" } }))).not.toBe(hash);
  });

  it("counts which parent it was that was denied", () => {
    const [one, other] = [
      withParent("g4", { status: "denied" }),
      withParent("g5", { status: "denied" }),
    ];
    expect(hashSnapshot(one)).not.toBe(hashSnapshot(other));
  });

  it("owners_do_not_matter: some scans ask for them where others do not", () => {
    const group = (more: object): Snapshot =>
      changed({ "graph/groups": { status: "read", rows: [{ id: "g", ...more }] } });
    const plain = hashSnapshot(group({}));
    expect(hashSnapshot(group({ owners: [{ id: "o" }] }))).toBe(plain);
    expect(hashSnapshot(group({ visibility: "Public" }))).not.toBe(plain);
  });

  it("tells every change from every other", () => {
    const hashes = [
      withRow({ name: "E" }),
      withRow({ name: "E", parent: null }),
      withRow({ name: "E", parent: "" }),
      withRow({ name: "E", parent: "null" }),
    ].map((section) => hashSnapshot(changed({ "exchange/roles": section })));
    expect(new Set(hashes).size).toBe(4);
  });

  it("counts the rows of a parent where they are, not where they are not", () => {
    const section = tenant.sections["exchange/groupMembers"];
    if (section.status !== "read") throw new Error("unread");
    const swapped = new Map(section.parents);
    const [first, second] = [section.parents.get(guid), section.parents.get("g2")];
    if (first === undefined || second === undefined) throw new Error("unread");
    swapped.set(guid, second).set("g2", first);
    const other = changed({ "exchange/groupMembers": { status: "read", parents: swapped } });
    expect(hashSnapshot(other)).not.toBe(hash);
  });
});

function changed(sections: Partial<SnapshotSections>): Snapshot {
  return { ...tenant, sections: { ...tenant.sections, ...sections } };
}

type Roles = SnapshotSections["exchange/roles"];
type Role = Extract<Roles, { status: "read" }>["rows"][number];

function withRow(row: Role): Roles {
  const section = tenant.sections["exchange/roles"];
  return section.status === "read" ? { ...section, rows: [...section.rows, row] } : section;
}

function withParent(
  key: string,
  read: { status: "failed" | "denied" } | { status: "read"; rows: [] },
): Snapshot {
  const section = tenant.sections["exchange/groupMembers"];
  if (section.status !== "read") throw new Error("unread");
  const parents = new Map(section.parents).set(key, read);
  return changed({ "exchange/groupMembers": { status: "read", parents } });
}

function shuffled<Item>(items: readonly Item[]): fc.Arbitrary<Item[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}
