import { directMembers } from "../access/direct-members.ts";
import { found, open, type Detector, type Seen } from "./detector.ts";
import { parentOf, type FindingContext } from "./finding-context.ts";
import { groupsInUse, groupSubject, type GroupInUse } from "./groups-in-use.ts";
import { SCOPES_WIDENED_BY } from "./scopes-in-use.ts";
import { SOURCES } from "./sources.ts";

export const groupNested: Detector<"groupNested"> = {
  kind: "groupNested",
  words: {
    severity: "high",
    title: "nested group in a scope",
    why: "scopes of RBAC for Applications count direct members only, policies may count nested ones: the same group reaches different mailboxes in the two",
    whatToDo:
      "look in the apps whose policies name it whether the service was asked about a member of the nested group, and ask where it was not (Test-ApplicationAccessPolicy); then flatten the group, or name each nested group in the scope",
    source: SOURCES.rbac,
  },
  restsOn: ["exchange/groupMembers", "exchange/recipients"],
  widenedBy: [
    "exchange/applicationAccessPolicies",
    "exchange/roleAssignments",
    "exchange/managementScopes",
    ...SCOPES_WIDENED_BY,
  ],
  detect: (context) => groupsInUse(context).flatMap((group) => judge(context, group)),
};

function judge(context: FindingContext, group: GroupInUse): readonly Seen[] {
  const members = directMembers(context.access.facts, group.key);
  if (members.status === "notRead") {
    const parent = parentOf(context, "exchange/groupMembers", group.key);
    const status = parent === undefined || parent.status === "read" ? "notAsked" : parent.status;
    const why = `the members of ${group.name} were not read`;
    return [open({ subject: groupSubject(group), section: "exchange/groupMembers", status, why })];
  }
  const { nestedGroups } = members.value;
  if (nestedGroups.length === 0) return [];
  const { recipients } = context.access.facts;
  const names = nestedGroups.map((key) => recipients?.get(key)?.displayName ?? key);
  return [
    found({
      subject: groupSubject(group),
      app: group.app,
      text: `${group.name} has ${names.join(", ")} among its members`,
      evidence: [
        { section: "exchange/groupMembers", row: group.key, value: nestedGroups.join(", ") },
        ...group.namedBy,
      ],
    }),
  ];
}
