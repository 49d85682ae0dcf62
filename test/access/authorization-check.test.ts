import { describe, expect, it } from "vitest";
import { appId } from "../../src/model/ids.ts";
import type { RoleAssignmentRow } from "../../src/model/exchange-rows.ts";
import { appIdOf, mailboxKey } from "../generator/ids.ts";
import { reach, reasons, rulesOf } from "../arbitraries/answers.ts";
import {
  assignment,
  grant,
  groupDn,
  managementScope,
  pointer,
  scoped,
  servicePrincipal,
} from "../arbitraries/rows.ts";
import { parents, people, rows, snapshotOf } from "../arbitraries/snapshot.ts";

/** What the service says of app 1: role and ScopeType; "denied" = it refused. */
type Said = "denied" | "notListed" | readonly (readonly [role: string, scopeType: string | null])[];

/** Two mailboxes, group 1 and the scope hold the first. */
function witnessed(ours: readonly RoleAssignmentRow[], said: Said) {
  const read =
    typeof said === "string"
      ? ("denied" as const)
      : said.map(([role, scopeType]) => ({
          appId: appId(appIdOf(1)),
          roleName: `Application ${role}`,
          grantedPermissions: [],
          scopeType,
        }));
  return snapshotOf({
    ...people(2, { 1: [mailboxKey(1)] }),
    "graph/servicePrincipals": rows(servicePrincipal(1)),
    "exchange/servicePrincipals": rows(pointer(1)),
    "exchange/roleAssignments": rows(...ours),
    "exchange/managementScopes": rows(
      managementScope("Scope", `MemberOfGroup -eq '${groupDn(1)}'`),
    ),
    "exchange/servicePrincipalAuthorizations": parents(
      said === "notListed" ? {} : { [appIdOf(1)]: read },
    ),
  });
}

const SCOPED = scoped(1, "Mail.Read", "Scope");
const GROUP = assignment(1, "Mail.Read", {
  name: "by group",
  recipientWriteScope: "Group",
  customResourceScope: "group1",
});
const UNCLEAR = scoped(1, "Mail.Read", "Gone");

describe("the service's own list of an app's roles", () => {
  it.each<[string, readonly RoleAssignmentRow[], Said, string]>([
    ["agrees", [SCOPED], [["Mail.Read", "CustomRecipientScope"]], "a-"],
    ["agrees in another case", [SCOPED], [["mail.read", "customrecipientscope"]], "a-"],
    ["agrees on a group", [GROUP], [["Mail.Read", "Group"]], "a-"],
    [
      "agrees on the organisation",
      [assignment(1, "Mail.Read")],
      [["Mail.Read", "Organization"]],
      "aa",
    ],
    ["has a type that nobody knows", [GROUP], [["Mail.Read", "Something"]], "a-"],
    ["has no type", [GROUP], [["Mail.Read", null]], "a-"],
    ["has another kind: open", [SCOPED], [["Mail.Read", "AdministrativeUnit"]], "??"],
    ["has no scope where we have one: open", [SCOPED], [["Mail.Read", "Organization"]], "??"],
    ["has a group where we have a scope: open", [SCOPED], [["Mail.Read", "Group"]], "??"],
    [
      "has it twice, once of a type that nobody knows: open",
      [GROUP],
      [
        ["Mail.Read", "Something"],
        ["Mail.Read", "Group"],
      ],
      "??",
    ],
    ["lacks the role: open", [SCOPED], [], "??"],
    [
      "has it twice: open",
      [SCOPED],
      [
        ["Mail.Read", "CustomRecipientScope"],
        ["Mail.Read", "Group"],
      ],
      "??",
    ],
    [
      "has both, in any order",
      [SCOPED, GROUP],
      [
        ["Mail.Read", "Group"],
        ["Mail.Read", "CustomRecipientScope"],
      ],
      "a-",
    ],
    ["has a role that we lack: open", [], [["Mail.Read", "Organization"]], "??"],
    ["has a composite that we lack: open", [], [["Mail Full Access", "Organization"]], "--"],
    [
      "differs on another role alone",
      [SCOPED],
      [
        ["Mail.Read", "CustomRecipientScope"],
        ["Mail.Send", "Group"],
      ],
      "a-",
    ],
    ["matches a scope that is gone", [UNCLEAR], [["Mail.Read", "CustomRecipientScope"]], "??"],
    ["was refused: ours stands", [SCOPED], "denied", "a-"],
    ["was not asked: ours stands", [SCOPED], "notListed", "a-"],
  ])("%s", (_name, ours, said, expected) => {
    expect(reach(witnessed(ours, said), "Mail.Read")).toBe(expected);
  });

  it("makes every permission of a composite open where the composite is disputed", () => {
    const snapshot = witnessed([], [["Mail Full Access", "Organization"]]);
    expect(reach(snapshot, "Mail.Send")).toBe("??");
    expect(reach(snapshot, "Mail.ReadWrite")).toBe("??");
  });

  it("is named where it disputes, and what it disputes is no longer allowed by name", () => {
    const snapshot = witnessed([SCOPED], []);
    expect(rulesOf(reasons(snapshot, "Mail.Read", { mailbox: 1 }))).toEqual([
      "authorization-check unknown",
      "rbac-management-scope unknown",
    ]);
  });

  it("says nothing of Entra: what consent gives stands", () => {
    const snapshot = witnessed([SCOPED], []);
    const sections = {
      ...snapshot.sections,
      "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read")),
    };
    expect(reach({ ...snapshot, sections }, "Mail.Read")).toBe("aa");
  });
});
