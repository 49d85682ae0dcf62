import { SECTION_NAMES, SECTIONS, type SectionName } from "./sections.ts";
import { gapsIn, type SectionState } from "./unread.ts";

/** A sentence that says that something is not there, and what must have been read for it to be true. */
export interface Absence {
  readonly text: string;
  /** With any of these unread, or read in part, the sentence is not said. */
  readonly restsOn: readonly SectionName[];
  /** `subject`: it speaks of one app, group or scope, and parents of a section that others need do not matter. */
  readonly about: "tenant" | "subject";
}

const GRANTS = [
  "graph/resourceServicePrincipals",
  "graph/appRoleAssignedTo",
  "graph/servicePrincipals",
] as const satisfies readonly SectionName[];
const ROLES = [
  "exchange/roleAssignments",
  "exchange/servicePrincipals",
] as const satisfies readonly SectionName[];
const POLICIES = ["exchange/applicationAccessPolicies"] as const satisfies readonly SectionName[];
/** Without the list of roles nobody knows the names of roles derived from ApplicationImpersonation. */
const HOLDERS = [
  "exchange/roleAssignments",
  "exchange/roles",
] as const satisfies readonly SectionName[];
const RECIPIENTS = ["exchange/recipients"] as const satisfies readonly SectionName[];

/** The lists that name apps: while one is missing there may be apps that nobody knows of. */
export const APP_LISTS: readonly SectionName[] = [...GRANTS, ...ROLES, ...POLICIES];

const tenant = (text: string, restsOn: readonly SectionName[]): Absence => ({
  text,
  restsOn,
  about: "tenant",
});
const subject = (text: string, restsOn: readonly SectionName[]): Absence => ({
  text,
  restsOn,
  about: "subject",
});

/**
 * Every sentence that says of a tenant that something does not exist, is empty or is complete.
 *
 * A failed read is never an empty list: whoever says one of these has what it rests on, or says "not read" instead.
 */
export const ABSENCES = {
  noAppReachesMailbox: tenant("no app reaches a mailbox", [...GRANTS, ...ROLES, ...RECIPIENTS]),
  noAppReachesThisMailbox: tenant("no app reaches this mailbox", [
    ...GRANTS,
    ...ROLES,
    ...RECIPIENTS,
  ]),
  appReachesNoMailbox: subject("it reaches no mailbox", [...GRANTS, ...ROLES, ...RECIPIENTS]),
  noSuchApp: tenant("and it lists every app", APP_LISTS),
  noSuchMailbox: tenant("and it lists every mailbox", RECIPIENTS),
  noAppOfInterest: tenant("no app with permissions, policies or roles on mailboxes", APP_LISTS),
  noLegacy: tenant("no Application Access Policy and no impersonation assignment was found", [
    ...POLICIES,
    ...HOLDERS,
  ]),
  noPolicy: tenant("no Application Access Policy was found", POLICIES),
  noImpersonation: tenant("no impersonation assignment was found", HOLDERS),
  impersonationGone: tenant("the impersonation roles are gone", [
    "exchange/roles",
    "exchange/impersonationEffectiveUsers",
  ]),
  noApplicationPermission: subject("no application permission in Entra", GRANTS),
  noPolicyNamesIt: subject("no policy names the app", POLICIES),
  noPolicyNamesApp: subject("No Application Access Policy names this app.", POLICIES),
  // As long as an assignment names an app that nobody can tell, an app's roles count as unread.
  noRoleHeld: subject("It holds no application role in Exchange.", ["exchange/roleAssignments"]),
  noMailboxPermission: subject("nothing on mailbox data", [
    "graph/resourceServicePrincipals",
    "graph/appRoleAssignedTo",
    "exchange/roleAssignments",
  ]),
  noGovernedGrant: subject("no governed grant stands under its policy", [...GRANTS, ...POLICIES]),
  noServicePrincipal: subject("the tenant has no service principal of this app", [
    "graph/servicePrincipals",
  ]),
  noOwner: subject("owned by nobody", ["graph/servicePrincipals", "graph/applications"]),
  noGroupOwner: subject("it has no owner in Microsoft Entra", ["graph/groups"]),
  groupNotInEntra: subject("Microsoft Graph does not have this group", ["graph/groups"]),
  policyScopeGone: subject("policy is gone: it is left out of the planned scope", RECIPIENTS),
  everyScopeGone: subject("every scope of its RestrictAccess policies is gone", RECIPIENTS),
  everyDeniedScopeGone: subject("the scopes of its DenyAccess policies are gone", RECIPIENTS),
  reachesNobody: subject("its policies let it reach no mailbox today", [
    ...POLICIES,
    ...RECIPIENTS,
    "exchange/groupMembers",
  ]),
  noNestedGroup: subject("has no nested group", ["exchange/groupMembers", ...RECIPIENTS]),
  scopeIsNew: subject("does not exist yet", ["exchange/managementScopes"]),
  nothingWasChanging: subject("any time: nothing was changing", [
    ...GRANTS,
    ...ROLES,
    ...RECIPIENTS,
  ]),
  noTestMailbox: subject("no mailbox to test with", RECIPIENTS),
  noneCountedApart: tenant("None is counted apart.", RECIPIENTS),
  nothingIsMissing: tenant(
    "Everything that was asked for was read.",
    SECTION_NAMES.filter((name) => !SECTIONS[name].optional),
  ),
} as const satisfies Record<string, Absence>;

export type AbsenceName = keyof typeof ABSENCES;

/** What keeps a sentence from being said: what was not read of all that it rests on; empty = it may be said. */
export function doubtsOf(
  states: readonly SectionState[],
  { restsOn }: Pick<Absence, "restsOn">,
): readonly string[] {
  return gapsIn(states, restsOn);
}

/** The sentence where it may be said; else what was not read, in its place. */
export function sayAbsence(
  states: readonly SectionState[],
  name: AbsenceName,
  otherwise: string,
): string {
  const gaps = doubtsOf(states, ABSENCES[name]);
  return gaps.length === 0 ? ABSENCES[name].text : `${otherwise}: not read: ${gaps.join(", ")}`;
}
