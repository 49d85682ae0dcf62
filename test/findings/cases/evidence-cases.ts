import type { Decisions } from "../../../src/model/decisions.ts";
import { grant, grantId, TENANT_ID } from "../../arbitraries/rows.ts";
import { people, rows } from "../../arbitraries/snapshot.ts";
import { groupKey } from "../../generator/ids.ts";
import type { FindingCase } from "../finding-case.ts";
import { smallTenant } from "./small-tenant.ts";

const granted = (createdDateTime: string) =>
  smallTenant({
    "graph/appRoleAssignedTo": rows({ ...grant(1, "User.Read.All"), createdDateTime }),
  });
const startingAt = (startAt: string): Decisions => ({
  schemaVersion: 1,
  tenantId: TENANT_ID,
  schedule: { startAt },
  apps: {},
});

export const EVIDENCE_CASES = {
  evidenceIncomplete: {
    tenant: smallTenant({
      ...people(3, { 1: "failed", 2: [] }),
      "graph/groups": { status: "denied" },
      "graph/organization": { status: "notAsked" },
      "exchange/managementScopes": { status: "absent" },
      "graph/users": {
        status: "read",
        rows: [],
        contradictory: [{ key: "user-1", status: "failed" }],
      },
    }),
    subjects: [
      "exchange/groupMembers",
      "exchange/managementScopes",
      "graph/groups",
      "graph/organization",
      "graph/users",
    ],
    app: null,
    says: `1 not read: ${groupKey(1)}`,
    evidence: ["exchange/groupMembers exchange/groupMembers"],
    silent: {
      "everything read, an optional section not asked for": smallTenant(),
      "the service says that there is no such thing": smallTenant({
        "exchange/applicationAccessPolicies": { status: "absent" },
      }),
    },
  },
  evidenceOldAtStart: {
    tenant: smallTenant({ "exchange/recipients": { status: "denied" } }),
    decisions: startingAt("2026-11-28T06:00:00Z"),
    subjects: [TENANT_ID],
    app: null,
    says: "the decided start, 2026-11-28T06:00:00Z, is 8 days after 2026-11-20T06:00:00Z",
    evidence: [
      "exchange/applicationAccessPolicies exchange/applicationAccessPolicies",
      "graph/appRoleAssignedTo graph/appRoleAssignedTo",
    ],
    silent: {
      "a week before the start": { ...smallTenant(), collectedAt: "2026-11-21T06:00:00Z" },
      "taken after it": { ...smallTenant(), collectedAt: "2026-12-21T06:00:00Z" },
    },
  },
  evidenceOlderThanRows: {
    tenant: granted("2026-11-20T06:00:01.000Z"),
    subjects: [TENANT_ID],
    app: null,
    says: "after 2026-11-20T06:00:00Z, when the evidence was taken: 1",
    evidence: [`graph/appRoleAssignedTo ${grantId(1, "User.Read.All")}`],
    silent: { "rows from before": granted("2026-11-20T06:00:00.000Z"), "no dates": smallTenant() },
  },
} satisfies Record<string, FindingCase>;
