import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { loadSnapshot } from "../../src/cli/load-snapshot.ts";
import type { AppPlan } from "../../src/model/plan-app.ts";
import type { Candidate } from "../../src/model/plan-candidate.ts";
import type { PermissionPlan } from "../../src/model/plan-permission.ts";
import type { Plan } from "../../src/model/plan-document.ts";
import { auditOf } from "../arbitraries/plans.ts";

const FIXTURES = join(import.meta.dirname, "..", "..", "fixtures");

/**
 * How each pattern of Application Access Policies maps, and the cases in which other tools go wrong (F1 to F17); every
 * word is explained in the fixture's README.
 *
 * What | fixture and app | permissions: `<resource>/<permission> <disposition> <verdict> <before>→<target>`, `?n` = n
 * more that nobody can tell | status | reasons | kinds of candidates, best first, `*` = recommended, with a verdict other
 * than equivalent and open points | `<phase>:<number of steps>`. `-` = nothing.
 */
const RIGHT = `
Restrict on a group without nesting (F13: the policy goes last) | fabrikam 13 | graph/Mail.Send migrate equivalent 5→5 | ready | restricted | managementScope* policyGroup flattenedGroup newAdministrativeUnit(U5) | 1:3 2:1 3:1 4:1 5:1 6:1 7:1
several Restrict policies (F1) | fabrikam 1 | graph/Mail.Read migrate equivalent 8→8; graph/Mail.Send migrate equivalent 8→8 | ready | restricted | managementScope* policyGroup attributeFilter flattenedGroup newAdministrativeUnit(U5) | 1:4 2:1 3:2 4:1 5:1 6:2 7:1
Restrict and Deny (F2) | fabrikam 2 | graph/Mail.ReadWrite migrate equivalent 3→3 | review | restricted denyAccess | managementScope*(U6) flattenedGroup newAdministrativeUnit(U5) | 1:3 2:1 3:1 4:1 5:1 6:2 7:1
Restrict on a group with nested ones (F3) | fabrikam 3 | graph/Mail.Read migrate equivalent 7→7 | review | restricted nestedGroups nestedGroupNamed | managementScope* attributeFilter flattenedGroup newAdministrativeUnit(U5) policyGroup:narrower | 1:3 2:1 3:1 4:1 5:1 6:1 7:1
several permissions (F4) | fabrikam 4 | graph/Calendars.Read migrate equivalent 11→11; graph/Contacts.ReadWrite migrate equivalent 11→11; graph/Mail.Read migrate equivalent 11→11 | ready | restricted | managementScope* policyGroup flattenedGroup newAdministrativeUnit(U5) | 1:5 2:1 3:3 4:1 5:1 6:1 7:1
a vendor's app, without a registration here (F5) | fabrikam 5 | graph/Mail.ReadWrite migrate equivalent 11→11; graph/MailboxSettings.Read migrate equivalent 11→11 | ready | restricted | managementScope* policyGroup flattenedGroup newAdministrativeUnit(U5) | 1:4 2:1 3:2 5:1 6:1 7:1
a group whose name is a regular expression, and its scope exists (F6) | fabrikam 6 | graph/Mail.Read migrate equivalent 3→3 | ready | restricted scopeExists | managementScope* policyGroup flattenedGroup newAdministrativeUnit(U5) | 2:1 3:1 4:1 5:1 6:1 7:1
the same, denied (F6) | fabrikam 46 | graph/Mail.Read migrate equivalent 1118→1118 | review | restricted denyAccess | managementScope*(U6) | 1:3 2:1 3:1 4:1 5:1 6:1 7:1
a role within a scope, and no policy (F7) | fabrikam 7 | graph/Mail.Read migrate equivalent 5→5 | nothingToDo | noApplicationPermission grantedByExchange noPolicy | - | -
a nested member that a check settled (F8) | fabrikam 8 | graph/Mail.Read migrate equivalent 3→3 | review | restricted nestedGroups nestedGroupNamed | managementScope* flattenedGroup newAdministrativeUnit(U5) policyGroup:narrower | 1:3 2:1 3:1 4:1 5:1 6:1 7:1
the same where the check failed: no denial (F8) | fabrikam-partial 8 | graph/Mail.Read migrate unproven 1?2→- | blocked | nestingNotChecked | - | -
a nested group whose members were refused (F3) | fabrikam-partial 3 | graph/Mail.Read migrate unproven 4?1116→- | blocked | policyScopeUnclear unproven | - | -
Deny alone (F9) | fabrikam 9 | graph/Mail.Send migrate equivalent 1117→1117 | review | restricted denyAccess | managementScope*(U6) | 1:3 2:1 3:1 4:1 5:1 6:1 7:1
a grant left beside a scoped role (F10) | fabrikam 10 | graph/Mail.Read migrate - 1121→- | needsDecision | intendedScopeUndecided | - | -
unit and group scopes as they read back (F11) | fabrikam 11 | graph/Calendars.Read migrate equivalent 3→3; graph/Mail.Read migrate equivalent 3→3 | nothingToDo | noApplicationPermission grantedByExchange noPolicy | - | -
a name that ends a literal (F12) | fabrikam 12 | graph/Mail.Send migrate equivalent 11→11 | ready | restricted | managementScope* policyGroup flattenedGroup newAdministrativeUnit(U5) | 1:3 2:1 3:1 4:1 5:1 6:1 7:1
a scope by address (F14) | fabrikam 14 | graph/Mail.Send migrate equivalent 1→1 | nothingToDo | noApplicationPermission grantedByExchange noPolicy | - | -
more than a thousand members (F15): too many to copy | fabrikam 15 | graph/Mail.Read migrate equivalent 1035→1035 | ready | restricted | managementScope* policyGroup | 1:3 2:1 3:1 4:1 5:1 6:1 7:1
consent kept after the move (F16) | fabrikam 16 | graph/Mail.ReadWrite migrate equivalent 5→5 | ready | restricted scopeIsShared | managementScope* policyGroup flattenedGroup newAdministrativeUnit(U5) | 1:2 2:1 3:1 4:1 5:1 6:1 7:1
names in other case and with brackets (F17) | fabrikam 17 | graph/Mail.Read migrate equivalent 2→2 | ready | restricted scopeExists | managementScope* policyGroup flattenedGroup newAdministrativeUnit(U5) | 2:1 3:1 4:1 5:1 6:1 7:1
Restrict on a single user | fabrikam 34 | graph/Mail.Send migrate equivalent 1→1 | ready | restricted | managementScope* flattenedGroup newAdministrativeUnit(U5) | 1:3 2:1 3:1 4:1 5:1 6:1 7:1
a scope that is gone: the grants go first | fabrikam 35 | graph/Mail.Read remove equivalent 0→0 | deleteOnly | reachesNobody | - | 3:1 5:1 6:1 7:1
an empty group | fabrikam 36 | graph/Mail.Read migrate - 0→- | needsDecision | reachesNobody | - | -
nesting that nobody could check | fabrikam 37 | graph/Mail.Read migrate unproven 1?2→- | blocked | nestingNotChecked | - | -
a policy for all apps | wildcard 1 | graph/Mail.Read migrate unproven 3→- | blocked | policyForAllApps | managementScope* policyGroup flattenedGroup newAdministrativeUnit(U5) | -
a policy for an app that is not here | fabrikam 39 | - | deleteOnly | policyIsInert servicePrincipalMissing | - | 5:2 6:1 7:1
a policy of an app in the recycle bin | fabrikam 22 | - | deleteOnly | policyIsInert servicePrincipalDeleted | - | 5:2 6:1 7:1
a policy with no governed grant under it | fabrikam 29 | - | deleteOnly | policyIsInert | - | 5:2 6:1 7:1
an app that is disabled | fabrikam 23 | graph/Mail.Read migrate equivalent 5→5 | review | restricted gate | managementScope* policyGroup flattenedGroup newAdministrativeUnit(U5) | 1:3 2:1 3:1 4:1 5:1 6:1 7:1
EWS beside Graph | fabrikam 32 | exchange/EWS.AccessAsApp migrate equivalent 11→11; graph/Mail.Send migrate equivalent 11→11 | ready | restricted | managementScope* policyGroup flattenedGroup newAdministrativeUnit(U5) | 1:4 2:1 3:2 4:2 5:1 6:1 7:1
an ungoverned permission beside a governed one | fabrikam 38 | graph/Mail.Read migrate equivalent 11→11; graph/MailboxItem.ReadWrite.All keptLegacy - 1121→- | ready | restricted keptLegacy | managementScope* policyGroup flattenedGroup newAdministrativeUnit(U5) | 1:3 2:1 3:1 4:1 5:1 6:1 7:1
tenant-wide, without a policy | fabrikam 40 | graph/Calendars.ReadWrite migrate - 1121→- | needsDecision | intendedScopeUndecided | - | -
the same mailboxes as a dynamic group | tailspin 1 | graph/Mail.Read migrate equivalent 4→4 | ready | restricted | managementScope* policyGroup attributeFilter dynamicGroupFilter flattenedGroup newAdministrativeUnit(U5) | 1:3 2:1 3:1 4:1 5:1 6:1 7:1
a policy on a dynamic group | tailspin 2 | graph/Mail.Read migrate unproven 0?25→- | blocked | policyScopeUnclear unproven | dynamicGroupFilter:unproven | -
the same, in a container of its own | tailspin 3 | graph/Mail.Read migrate unproven 0?25→- | blocked | policyScopeUnclear unproven | dynamicGroupFilter:unproven | -
the same, with a filter that cannot be read | tailspin 4 | graph/Mail.Read migrate unproven 0?25→- | blocked | policyScopeUnclear unproven | - | -
a dynamic group nested in a policy's group | tailspin 5 | graph/Mail.Read migrate unproven 1?24→- | blocked | policyScopeUnclear unproven | - | -
a dynamic group denied | tailspin 6 | graph/Mail.Read migrate unproven 1?25→- | blocked | policyScopeUnclear unproven | dynamicGroupFilter:unproven(U6) | -
a dynamic group beside a group | tailspin 7 | graph/Mail.Read migrate unproven 1?24→- | blocked | policyScopeUnclear unproven | dynamicGroupFilter:unproven | -
disabled in this tenant (accountEnabled) | tailspin 11 | graph/Mail.Read migrate equivalent 4→4 | review | restricted gate | managementScope* policyGroup attributeFilter dynamicGroupFilter flattenedGroup newAdministrativeUnit(U5) | 1:3 2:1 3:1 4:1 5:1 6:1 7:1
disabled by Microsoft (disabledByMicrosoftStatus) | tailspin 12 | graph/Mail.Read migrate equivalent 4→4 | review | restricted gate | managementScope* policyGroup attributeFilter dynamicGroupFilter flattenedGroup newAdministrativeUnit(U5) | 1:3 2:1 3:1 4:1 5:1 6:1 7:1
not disabled, in Microsoft's other word for it | tailspin 13 | graph/Mail.Read migrate equivalent 4→4 | ready | restricted | managementScope* policyGroup attributeFilter dynamicGroupFilter flattenedGroup newAdministrativeUnit(U5) | 1:3 2:1 3:1 4:1 5:1 6:1 7:1
a policy for an app that has no service principal here | tailspin 14 | - | deleteOnly | policyIsInert servicePrincipalMissing | - | 5:2 6:1 7:1
delegated permissions alone | tailspin 15 | - | deleteOnly | policyIsInert | - | 5:2 6:1 7:1
sixteen Restrict policies, a name and a filter at their limits | tailspin 16 | graph/MailboxSettings.ReadWrite migrate equivalent 16→16 | ready | restricted | managementScope* policyGroup attributeFilter flattenedGroup newAdministrativeUnit(U5) | 1:3 2:1 3:1 4:1 5:1 6:16 7:1
the dedicated app of a hybrid deployment | contoso 21 | exchange/EWS.AccessAsApp migrate unproven 80→-; graph/Calendars.Read migrate unproven 80→-; graph/MailTips.ReadBasic.All keptLegacy - 80→-; graph/MailboxSettings.Read migrate unproven 80→-; graph/ProfilePhoto.Read.All keptLegacy - 80→- | blocked | exchangeHybrid | - | -
`;

const CASES = RIGHT.trim()
  .split("\n")
  .map((line) => {
    const [what = "", where = "", ...right] = line.split(" | ");
    const [fixture = "", app = ""] = where.split(" ");
    return [what, fixture, Number(app), right.join(" | ")] as const;
  });

/** An app of a plan in the words of the table. */
function describeApp(plan: Plan, number: number): string {
  const suffix = String(number).padStart(12, "0");
  const app = plan.apps.find(({ appId }) => appId?.endsWith(`-${suffix}`) ?? false);
  if (app === undefined) throw new Error(`no app ${suffix}`);
  return [
    app.permissions.map(describePermission).join("; "),
    app.status,
    [...new Set(app.reasons.map(({ kind }) => kind))].join(" "),
    app.candidates.map(describeCandidate).join(" "),
    countPhases(plan, app),
  ]
    .map((text) => (text === "" ? "-" : text))
    .join(" | ");
}

function describePermission(one: PermissionPlan): string {
  const { allowed, unknown } = one.before;
  const before = `${String(allowed.count)}${unknown.count === 0 ? "" : `?${String(unknown.count)}`}`;
  const about = `${one.resource}/${one.permission} ${one.disposition} ${one.verdict ?? "-"}`;
  return `${about} ${before}→${String(one.target?.count ?? "-")}`;
}

function describeCandidate({ kind, recommended, verdict, unlessOtherwise }: Candidate): string {
  const open = unlessOtherwise.length === 0 ? "" : `(${unlessOtherwise.join()})`;
  return `${kind}${recommended ? "*" : ""}${verdict === "equivalent" ? "" : `:${verdict}`}${open}`;
}

function countPhases(plan: Plan, { steps }: AppPlan): string {
  const counts = new Map<string, number>();
  for (const id of steps) {
    const phase = plan.steps.find((step) => step.id === id)?.phase[0] ?? "?";
    counts.set(phase, (counts.get(phase) ?? 0) + 1);
  }
  return [...counts].map(([phase, count]) => `${phase}:${String(count)}`).join(" ");
}

describe("patterns of policies, each with its fixture app", () => {
  const plans = new Map<string, Plan>();
  beforeAll(async () => {
    for (const fixture of new Set(CASES.map(([, name]) => name))) {
      plans.set(fixture, auditOf(await loadSnapshot(join(FIXTURES, fixture))).plan);
    }
  });

  it.each(CASES)("%s: %s, app %d", (_what, fixture, number, right) => {
    const plan = plans.get(fixture);
    expect(plan && describeApp(plan, number)).toBe(right);
  });

  it("keeps names within 64 characters, and tells a filter that is longer than anybody has tried", () => {
    const steps = plans.get("tailspin")?.steps ?? [];
    const own = steps.filter(({ appId }) => appId?.endsWith("-000000000016"));
    const names = own.flatMap(({ target }) => {
      if (target.kind === "managementScope" || target.kind === "roleAssignment") return target.name;
      return [];
    });
    expect(names.map((name) => name.length)).toEqual([64, 64]);
    expect(new Set(names).size).toBe(2);
    const scope = own.find(({ target }) => target.kind === "managementScope");
    expect(scope?.hazards.map(({ text }) => text).join()).toContain("longer than 2,000 characters");
  });

  it("says of each dynamic group what is known of it, and where its filter goes wrong", () => {
    const reasonOf = (number: number): string | undefined =>
      plans
        .get("tailspin")
        ?.apps.find(({ appId }) => appId?.endsWith(`-${String(number).padStart(12, "0")}`))
        ?.reasons.find(({ kind }) => kind === "policyScopeUnclear")?.text;
    expect(reasonOf(2)).toMatch(/; a scope with its own filter is shown as a candidate$/);
    expect(reasonOf(3)).toMatch(
      /, and it looks in \S+ .*\/Bern alone: a scope would need that as its -RecipientRoot/,
    );
    expect(reasonOf(4)).toContain("Department⟨here⟩) (offset 36: expected a comparison operator");
    expect(reasonOf(5)).toContain("Everyone in Basel, nested in Field, is a dynamic distribution");
  });

  it("covers F1 to F17", () => {
    const told = CASES.flatMap(([what]) => what.match(/F\d+/g) ?? []);
    const all = Array.from({ length: 17 }, (_, index) => `F${String(index + 1)}`);
    expect(all.filter((name) => !told.includes(name))).toEqual([]);
  });
});
