import type { GraphGroupRow } from "../model/graph-rows.ts";
import { found, open, type Detector, type Seen } from "./detector.ts";
import type { FindingContext } from "./finding-context.ts";
import { graphGroupOf } from "./graph-group-of.ts";
import { groupsInUse, groupSubject, type GroupInUse } from "./groups-in-use.ts";
import { SCOPES_WIDENED_BY } from "./scopes-in-use.ts";
import { SOURCES } from "./sources.ts";

/**
 * Owners, open membership and dynamic rules let others than administrators decide whom an app reaches.
 *
 * MemberJoinRestriction of a distribution list is not in the evidence, and said so.
 */
export const groupWidenedByOthers: Detector<"groupWidenedByOthers"> = {
  kind: "groupWidenedByOthers",
  words: {
    severity: "medium",
    title: "scope group that others can widen",
    why: "whoever can become or make a member decides that the app reaches another mailbox",
    whatToDo:
      "use a group for which nobody but Exchange administrators is responsible, and for a distribution list check MemberJoinRestriction (Get-DistributionGroup)",
    source: SOURCES.group,
  },
  restsOn: ["graph/groups", "exchange/recipients"],
  widenedBy: [
    "exchange/applicationAccessPolicies",
    "exchange/roleAssignments",
    "exchange/managementScopes",
    ...SCOPES_WIDENED_BY,
  ],
  detect: (context) => groupsInUse(context).flatMap((group) => judge(context, group)),
};

function judge(context: FindingContext, group: GroupInUse): readonly Seen[] {
  const subject = groupSubject(group);
  const row = graphGroupOf(context, group);
  if ("status" in row) return [open({ ...row, subject })];
  const ways = waysIn(row);
  const unread = notTold(context, group, row).map((why) =>
    open({ subject, section: "graph/groups", status: "notReported", why }),
  );
  if (ways.length === 0) return unread;
  return [
    ...unread,
    found({
      subject,
      app: group.app,
      text: `${group.name}: ${ways.join("; ")}`,
      evidence: [
        { section: "graph/groups", row: row.id, value: ways.join("; ") },
        ...group.namedBy,
      ],
    }),
  ];
}

/** What would tell of more ways in. A security group cannot be open for anybody to join, a distribution list can. */
function notTold(
  { access }: FindingContext,
  { key, name }: GroupInUse,
  { owners }: GraphGroupRow,
): readonly string[] {
  const type = access.facts.recipients?.get(key)?.recipientTypeDetails.toLowerCase();
  return [
    ...(owners === undefined ? [`the owners of ${name} were not read`] : []),
    ...(type === "mailuniversaldistributiongroup"
      ? [`whether anybody may join ${name} (MemberJoinRestriction) is not in the evidence`]
      : []),
  ];
}

function waysIn({ visibility, membershipRule, owners = [] }: GraphGroupRow): readonly string[] {
  const rule = membershipRule?.trim() ?? "";
  return [
    ...(visibility?.toLowerCase() === "public" ? ["public: anybody in the tenant may join"] : []),
    ...(rule === "" ? [] : [`dynamic rule: ${rule}`]),
    ...(owners.length === 0
      ? []
      : [
          `owned by ${owners
            .map(({ id, displayName }) => displayName ?? id)
            .toSorted()
            .join(", ")}`,
        ]),
  ];
}
