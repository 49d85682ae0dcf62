import { auditSnapshot, type Audit } from "../../src/audit/audit-snapshot.ts";
import type { Decisions } from "../../src/model/decisions.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";

/** The whole audit of a snapshot with decisions, with fixed provenance. */
export const auditWith = (
  snapshot: Snapshot,
  {
    apps = {},
    impersonation = {},
    schedule,
  }: Partial<Pick<Decisions, "apps" | "impersonation" | "schedule">>,
): Audit =>
  auditSnapshot(snapshot, {
    tool: { name: "scopewright", version: "0.0.0" },
    evidenceSha256: "0".repeat(64),
    decisions: {
      schemaVersion: 1,
      tenantId: snapshot.tenant.id,
      apps,
      impersonation,
      ...(schedule === undefined ? {} : { schedule }),
    },
  });
