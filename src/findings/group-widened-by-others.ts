import type { GraphGroupRow } from "../model/graph-rows.ts";
import { found, open, type Detector } from "./detector.ts";
import { graphGroupOf } from "./graph-group-of.ts";
import { groupsInUse, groupSubject } from "./groups-in-use.ts";
import { SOURCES } from "./sources.ts";

/**
 * Owners, open membership and dynamic rules let others than administrators decide whom an app reaches.
 *
 * MemberJoinRestriction of a distribution group is not in the evidence.
 */
export const groupWidenedByOthers: Detector<"groupWidenedByOthers"> = {
  kind: "groupWidenedByOthers",
  words: {
    severity: "medium",
    title: "scope group that others can widen",
    why: "whoever can become or make a member decides that the app reaches another mailbox",
    whatToDo:
      "use a group for which nobody but Exchange administrators is responsible, and check MemberJoinRestriction (Get-DistributionGroup), which was not read",
    source: SOURCES.group,
  },
  restsOn: ["graph/groups", "exchange/recipients"],
  widenedBy: [
    "exchange/applicationAccessPolicies",
    "exchange/roleAssignments",
    "exchange/managementScopes",
  ],
  detect: (context) =>
    groupsInUse(context).flatMap((group) => {
      const subject = groupSubject(group);
      const row = graphGroupOf(context, group);
      if ("status" in row) return [open({ ...row, subject })];
      const ways = waysIn(row);
      const unread =
        row.owners === undefined
          ? [
              open({
                subject,
                section: "graph/groups",
                status: "notReported",
                why: `the owners of ${group.name} were not read`,
              }),
            ]
          : [];
      if (ways.length === 0) return unread;
      return [
        ...unread,
        found({
          subject,
          app: null,
          text: `${group.name}: ${ways.join("; ")}`,
          evidence: [
            { section: "graph/groups", row: row.id, value: ways.join("; ") },
            ...group.namedBy,
          ],
        }),
      ];
    }),
};

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
