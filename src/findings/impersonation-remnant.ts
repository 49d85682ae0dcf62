import type { ImpersonationHolder } from "../access/resolve-impersonation.ts";
import { assignmentId, firstFilled } from "../access/resolved-assignment.ts";
import { DEADLINES } from "../model/deadlines.ts";
import { found, open, type Detector, type Seen } from "./detector.ts";
import type { FindingContext } from "./finding-context.ts";
import { tenantSubject } from "./tenant-switches.ts";

/** One finding for each assignment, with its effective users. On-premises the role lives on: inventory only. */
export const impersonationRemnant: Detector<"impersonationRemnant"> = {
  kind: "impersonationRemnant",
  words: {
    severity: "medium",
    title: "assignment of ApplicationImpersonation that is still there",
    why: "Microsoft announced the role's removal from February 2025; whether the assignment still opens anything in this tenant is not told, so it is a remnant to be verified",
    whatToDo:
      "find the app behind each account (sign-in logs), decide what it may reach, and remove the assignment when all its users are decided",
    source: DEADLINES.applicationImpersonation.source,
  },
  restsOn: ["exchange/roleAssignments"],
  widenedBy: ["exchange/impersonationEffectiveUsers", "exchange/roles"],
  detect: (context) =>
    context.snapshot.environment === "exchangeOnPremises" ? onPremises(context) : judge(context),
};

function onPremises(context: FindingContext): readonly Seen[] {
  const why = "evidence of Exchange on-premises: impersonation is supported there, and listed only";
  return [
    open({
      subject: tenantSubject(context),
      section: "exchange/roleAssignments",
      status: "byDesign",
      why,
    }),
  ];
}

function judge({ impersonation }: FindingContext): readonly Seen[] {
  const byAssignment = new Map<string, NonEmpty<ImpersonationHolder>>();
  for (const holder of impersonation.holders) {
    const id = assignmentId(holder.row);
    const before = byAssignment.get(id);
    byAssignment.set(id, before === undefined ? [holder] : [...before, holder]);
  }
  return [...byAssignment].map(([id, holders]) => describe(id, holders));
}

/** What a scope without a name is. */
const SCOPES: Readonly<Record<ImpersonationHolder["scope"]["kind"], string>> = {
  organization: "the whole organisation",
  managementScope: "a management scope",
  exclusiveScope: "an exclusive scope",
  organizationalUnit: "an organizational unit",
  administrativeUnit: "an administrative unit",
  group: "a group",
  other: "not known here",
};

type NonEmpty<T> = readonly [T, ...(readonly T[])];

function describe(id: string, holders: NonEmpty<ImpersonationHolder>): Seen {
  const [{ row, scope }] = holders;
  const subject = { kind: "assignment" as const, id, name: row.name };
  const users = holders.flatMap(({ effectiveUser }) => effectiveUser ?? []).toSorted();
  const isGroup = row.roleAssigneeType?.toLowerCase().includes("group") ?? false;
  if (users.length === 0 && isGroup) {
    const why = `the effective users of ${row.name} were not told: its group may be empty`;
    const section = "exchange/impersonationEffectiveUsers";
    return open({ subject, section, status: "open", why });
  }
  const assignee = firstFilled(row.roleAssigneeName, row.user) ?? id;
  const who = (users.length > 0 ? users : [assignee]).join(", ");
  return found({
    subject,
    app: null,
    text: `${row.role} is still assigned to ${who} through ${row.name}; scope: ${scope.name ?? SCOPES[scope.kind]}`,
    evidence: [{ section: "exchange/roleAssignments", row: id, value: `${row.role} for ${who}` }],
  });
}
