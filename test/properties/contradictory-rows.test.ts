import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideTenantAccess, explainMailboxes } from "../../src/access/decide-tenant-access.ts";
import { resolveTenantAccess } from "../../src/access/resolve-tenant-access.ts";
import type { Plan } from "../../src/model/plan-document.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { anyFencedTenant } from "../arbitraries/plain-tenant.ts";
import { auditOf } from "../arbitraries/plans.ts";
import { decodeEvidence } from "../fuzz/decode-evidence.ts";
import { generateEvidence, type GeneratedEvidence } from "../generator/generate-evidence.ts";
import type { RawRow } from "../generator/rows/raw-row.ts";
import type { SectionName } from "../generator/section-names.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { runsOf } from "../thorough.ts";

/** What a second row of the same object may say instead. */
const OTHERWISE = {
  "exchange/recipients": [
    { RecipientTypeDetails: "MailUser" },
    { RecipientTypeDetails: "UserMailbox" },
    { DistinguishedName: "CN=elsewhere" },
    { CustomAttribute1: "other" },
    { Name: "other", DisplayName: "Other" },
    { Department: "other", Office: "other", Company: "other" },
  ],
  "exchange/policyChecks": [{ AccessCheckResult: "Granted" }, { AccessCheckResult: "Denied" }],
  "exchange/organizationConfig": [{ EnforceExoAppRbacPermissions: true }],
  "exchange/administrativeUnits": [{ Name: "d0000000-0000-4000-8000-000000000078" }],
  "graph/administrativeUnitMembers": [{ "@odata.type": "#microsoft.graph.group" }],
  "graph/users": [{ userPrincipalName: "somebody.else@contoso.com" }],
  "exchange/applicationAccessPolicies": [
    { AccessRight: "DenyAccess" },
    { AccessRight: "RestrictAccess" },
  ],
  "exchange/servicePrincipals": [{ ObjectId: "d0000000-0000-4000-8000-000000000077" }],
  "exchange/roleAssignments": [
    { Role: "Application Mail.Send" },
    { Enabled: false },
    { RecipientWriteScope: "Organization", CustomResourceScope: "" },
  ],
  "exchange/managementScopes": [{ RecipientFilter: "Alias -eq 'user.1'" }],
  "graph/servicePrincipals": [
    { id: "d0000000-0000-4000-8000-000000000077" },
    { accountEnabled: false },
    { appOwnerOrganizationId: "f8cdef31-a31e-4b4a-93e4-5f571e91255a" },
  ],
  "graph/applications": [{ requiredResourceAccess: [] }],
  "graph/appRoleAssignedTo": [
    { appRoleId: "b633e1c5-b582-4048-a93e-9f11b44c7e96" },
    { principalId: "d0000000-0000-4000-8000-000000000002" },
  ],
  "exchange/groupMembers": [
    { RecipientTypeDetails: "MailUniversalSecurityGroup" },
    { RecipientTypeDetails: "UserMailbox" },
  ],
} as const satisfies Partial<Record<SectionName, readonly RawRow[]>>;

type Changed = keyof typeof OTHERWISE;
const SECTIONS = Object.keys(OTHERWISE) as Changed[];

/** Which row of a tenant is told a second time, and otherwise. */
const anyContradiction = fc.record({
  tenant: anyFencedTenant,
  section: fc.constantFrom(...SECTIONS),
  at: fc.nat({ max: 20 }),
  how: fc.nat({ max: 3 }),
});
type Contradiction = typeof anyContradiction extends fc.Arbitrary<infer Value> ? Value : never;

/** The evidence with both rows, and with either alone. */
interface Readings {
  readonly both: Snapshot;
  readonly either: readonly Snapshot[];
}

/** Null where there is no such row, or the second says the same. */
function readingsOf({ tenant, section, at, how }: Contradiction): Readings | null {
  const evidence = generateEvidence(tenant);
  const lines = linesOf(evidence, section);
  const line = lines[at % Math.max(1, lines.length)];
  const otherwise: readonly RawRow[] = OTHERWISE[section];
  const change = otherwise[how % otherwise.length];
  if (line === undefined || change === undefined) return null;
  const row = line["row"] as RawRow | undefined;
  const changed =
    row === undefined ? { ...line, ...change } : { ...line, row: { ...row, ...change } };
  if (JSON.stringify(changed) === JSON.stringify(line)) return null;
  const decode = (replacement: readonly RawRow[]): Snapshot =>
    decodeEvidence(tenant, replace(evidence, { section, line, replacement }));
  return { both: decode([line, changed]), either: [decode([line]), decode([changed])] };
}

function linesOf(evidence: GeneratedEvidence, section: SectionName): readonly RawRow[] {
  const read = evidence.get(section);
  return read?.status === "read" ? read.lines : [];
}

function replace(
  evidence: GeneratedEvidence,
  {
    section,
    line,
    replacement,
  }: {
    readonly section: SectionName;
    readonly line: RawRow;
    readonly replacement: readonly RawRow[];
  },
): GeneratedEvidence {
  const read = evidence.get(section);
  if (read?.status !== "read") return evidence;
  const swap = <Line extends RawRow>(lines: readonly Line[]): Line[] =>
    lines.flatMap((own) => (own === line ? (replacement as readonly Line[]) : [own]));
  const parents = read.parents?.map((parent) => ({ ...parent, lines: swap(parent.lines) })) ?? null;
  return new Map([...evidence, [section, { ...read, lines: swap(read.lines), parents }]]);
}

/** By app, permission and mailbox; an app that is known by an object id alone goes by the app id that it has. */
function answers(snapshot: Snapshot, { apps }: TenantDescription): ReadonlyMap<string, string> {
  const access = resolveTenantAccess(snapshot);
  const lines = decideTenantAccess(access).flatMap((one) => [
    ...explainMailboxes(access.facts, one),
  ]);
  const nameOf = (id: string | undefined): string =>
    apps.find(({ servicePrincipalId }) => servicePrincipalId === id)?.appId ?? String(id);
  return new Map(
    lines.map(({ appId, servicePrincipalId, resource, permission, mailbox, access: answer }) => [
      `${appId ?? nameOf(servicePrincipalId)} ${resource}/${permission} ${mailbox}`,
      answer,
    ]),
  );
}

/** Everything that is proven of a permission. */
function verdicts({ apps }: Plan): ReadonlyMap<string, string> {
  return new Map(
    apps.flatMap(({ appId, permissions }) =>
      permissions.flatMap(({ resource, permission, verdict, target, kept, gained, lost }) =>
        verdict === undefined || verdict === "unproven"
          ? []
          : [
              [
                `${appId ?? ""} ${resource}/${permission}`,
                JSON.stringify([verdict, target, kept, gained, lost]),
              ] as const,
            ],
      ),
    ),
  );
}

describe("evidence with two rows that contradict each other", () => {
  it("contradictions_decide_nothing: what is told of access is wrong by neither of the two", () => {
    let tried = 0;
    const property = fc.property(anyContradiction, (contradiction) => {
      const readings = readingsOf(contradiction);
      if (readings === null) return;
      tried += 1;
      const either = readings.either.map((read) => answers(read, contradiction.tenant));
      for (const [about, answer] of answers(readings.both, contradiction.tenant)) {
        if (answer === "unknown") continue;
        const wrong = answer === "allowed" ? "denied" : "allowed";
        for (const reading of either) {
          expect(reading.get(about) ?? "denied", about).not.toBe(wrong);
        }
      }
    });
    fc.assert(property, { numRuns: runsOf(150) });
    expect(tried).toBeGreaterThan(runsOf(50));
  });

  it("contradictions_prove_nothing: verdicts and steps stand only where either of the two gives them", () => {
    const property = fc.property(anyContradiction, (contradiction) => {
      const readings = readingsOf(contradiction);
      if (readings === null) return;
      const { plan } = auditOf(readings.both);
      const claimed = verdicts(plan);
      for (const reading of readings.either) {
        const { plan: other } = auditOf(reading);
        const proven = verdicts(other);
        for (const [about, verdict] of claimed) {
          expect(proven.get(about) ?? verdict, about).toBe(verdict);
        }
        const ids = new Set(other.steps.map(({ id }) => id));
        expect(plan.steps.filter(({ id }) => !ids.has(id))).toEqual([]);
      }
    });
    fc.assert(property, { numRuns: runsOf(25) });
  });
});
