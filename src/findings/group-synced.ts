import { found, open, type Detector } from "./detector.ts";
import { graphGroupOf } from "./graph-group-of.ts";
import { groupsInUse, groupSubject } from "./groups-in-use.ts";
import { SCOPES_WIDENED_BY } from "./scopes-in-use.ts";
import { SOURCES } from "./sources.ts";

export const groupSynced: Detector<"groupSynced"> = {
  kind: "groupSynced",
  words: {
    severity: "info",
    title: "scope group that is mastered on-premises",
    why: "its members are changed in Active Directory only: nobody can mend the scope in the cloud, and whoever edits it there widens what the app reaches",
    whatToDo:
      "name who maintains the group on-premises before the cut-over, and allow for the time until a change is synchronised",
    source: SOURCES.group,
  },
  restsOn: ["graph/groups", "exchange/recipients"],
  widenedBy: [
    "exchange/applicationAccessPolicies",
    "exchange/roleAssignments",
    "exchange/managementScopes",
    ...SCOPES_WIDENED_BY,
  ],
  detect: (context) =>
    groupsInUse(context).flatMap((group) => {
      const subject = groupSubject(group);
      const row = graphGroupOf(context, group);
      if ("status" in row) return [open({ ...row, subject })];
      if (row.onPremisesSyncEnabled === undefined) {
        const why = `where ${group.name} is mastered was not reported`;
        return [open({ subject, section: "graph/groups", status: "notReported", why })];
      }
      if (row.onPremisesSyncEnabled !== true) return [];
      return [
        found({
          subject,
          app: group.app,
          text: `${group.name} is synchronised from Active Directory`,
          evidence: [
            { section: "graph/groups", row: row.id, value: "onPremisesSyncEnabled true" },
            ...group.namedBy,
          ],
        }),
      ];
    }),
};
