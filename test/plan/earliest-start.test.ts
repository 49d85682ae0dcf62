import { describe, expect, it } from "vitest";
import type { SnapshotSections } from "../../src/model/snapshot.ts";
import { mailboxKey } from "../generator/ids.ts";
import { assignment, grant, securityGroup } from "../arbitraries/rows.ts";
import { planOf } from "../arbitraries/plans.ts";
import { people, rows } from "../arbitraries/snapshot.ts";
import { readerTenant } from "./reader-tenant.ts";

describe("the earliest start", () => {
  const at = "2026-11-20T06:00:00Z";
  const start = (sections: Partial<SnapshotSections>): string | null =>
    planOf(readerTenant(sections, at)).plan.earliestStart;

  it.each<[string, Partial<SnapshotSections>, string | null]>([
    ["nothing was changing", {}, null],
    [
      "a grant of yesterday: 28 hours",
      {
        "graph/appRoleAssignedTo": rows({
          ...grant(1, "Mail.Read"),
          createdDateTime: "2026-11-19T06:00:00Z",
        }),
      },
      "2026-11-20T10:00:00.000Z",
    ],
    [
      "a grant of 28 hours ago",
      {
        "graph/appRoleAssignedTo": rows({
          ...grant(1, "Mail.Read"),
          createdDateTime: "2026-11-19T02:00:00Z",
        }),
      },
      null,
    ],
    [
      "a role of an hour ago: 2 hours",
      {
        "exchange/roleAssignments": rows(
          assignment(1, "Contacts.Read", { whenCreated: "2026-11-20T05:00:00Z" }),
        ),
      },
      "2026-11-20T07:00:00.000Z",
    ],
    [
      "a role changed an hour ago",
      {
        "exchange/roleAssignments": rows(
          assignment(1, "Contacts.Read", { whenChanged: "2026-11-20T05:00:00Z" }),
        ),
      },
      "2026-11-20T07:00:00.000Z",
    ],
    [
      "its group changed: 24 hours",
      people(3, { 1: [mailboxKey(1)] }, [
        securityGroup(1, { whenChanged: "2026-11-20T00:00:00Z" }),
      ]),
      "2026-11-21T00:00:00.000Z",
    ],
    [
      "another group changed",
      people(3, { 1: [mailboxKey(1)] }, [
        securityGroup(2, { whenChanged: "2026-11-20T00:00:00Z" }),
      ]),
      null,
    ],
  ])("%s", (_name, sections, expected) => {
    expect(start(sections)).toBe(expected);
  });
});
