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
  restsOn: ["exchange/roleAssignments", "exchange/impersonationEffectiveUsers"],
  widenedBy: ["exchange/roles"],
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
  const byAssignment = new Map<string, ImpersonationHolder[]>();
  for (const holder of impersonation.holders) {
    const id = assignmentId(holder.row);
    byAssignment.set(id, [...(byAssignment.get(id) ?? []), holder]);
  }
  return [...byAssignment].map(([id, holders]) => describe(id, holders));
}

function describe(id: string, holders: readonly ImpersonationHolder[]): Seen {
  const [first] = holders;
  const row = first?.row;
  const subject = { kind: "assignment" as const, id, name: row?.name ?? null };
  const users = holders.flatMap(({ effectiveUser }) => effectiveUser ?? []).toSorted();
  const isGroup = row?.roleAssigneeType?.toLowerCase().includes("group") ?? false;
  if (users.length === 0 && isGroup) {
    const why = `the effective users of ${row?.name ?? id} were not told: its group may be empty`;
    return open({
      subject,
      section: "exchange/impersonationEffectiveUsers",
      status: "open",
      why,
    });
  }
  const who = users.length > 0 ? users : [firstFilled(row?.roleAssigneeName, row?.user) ?? id];
  return found({
    subject,
    app: null,
    text: `${who.join(", ")} may impersonate through ${row?.name ?? id}; scope: ${
      first?.scope.name ?? first?.scope.kind ?? "not known"
    }`,
    evidence: [
      {
        section: "exchange/roleAssignments",
        row: id,
        value: `${row?.role ?? ""} for ${who.join(", ")}`,
      },
    ],
  });
}
