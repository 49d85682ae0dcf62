import type { Candidate } from "./plan-candidate.ts";
import type { PermissionPlan, SetReference } from "./plan-permission.ts";
import type { AppRisk } from "./plan-schedule.ts";
import type { Resource } from "./permission-table.ts";
import type { ScopeObjectKind } from "./plan-step.ts";

export type AppStatus =
  "blocked" | "nothingToDo" | "needsDecision" | "deleteOnly" | "review" | "ready";

/** Why an app has its status; `kind` is stable, `text` is for people. */
export interface Reason {
  readonly kind: string;
  readonly text: string;
  /** Id of what the reason is about. */
  readonly subject?: string;
}

export type GateState = "open" | "closed" | "unknown" | "notReported";

/** A switch that could hide authorised access today; it never makes a set smaller. */
export interface Gate {
  readonly rule: "appEnabled" | "ewsTenantSettings" | "exoAppRbacEnforcement";
  readonly state: GateState;
  readonly asOf: string;
  readonly text: string;
}

/** How the service's own answer compares with ours; a refusal never makes ours unknown. */
export interface Witness {
  readonly kind: "policyCheck" | "scopeMembers" | "authorization";
  readonly state: "agrees" | "disagrees" | "notWitnessed";
  readonly text: string;
}

/** Something that must still be so when a script runs. */
export interface Assumption {
  readonly kind:
    | "grant"
    | "policy"
    | "assignment"
    | "scope"
    | "noNestedMember"
    | "nestedMembers"
    | "memberSet"
    | "servicePrincipal"
    | "role";
  readonly id: string;
  readonly text: string;
}

export interface LegacyPolicy {
  readonly identity: string;
  readonly accessRight: "RestrictAccess" | "DenyAccess";
  readonly appliesToAllApps: boolean;
  readonly description: string | null;
  readonly scope: PolicyScope;
}

export interface PolicyScope {
  readonly kind: "group" | "mailbox" | "deleted" | "unresolved" | "notRead" | "unsupported";
  readonly id: string | null;
  /** A single mailbox goes with its address: display names are not unique. */
  readonly displayName: string | null;
  readonly recipientTypeDetails: string | null;
  readonly nestedGroups: number | null;
}

/** An existing role assignment of the app in Exchange. */
export interface ExistingAssignment {
  readonly name: string;
  readonly role: string;
  readonly scopeKind:
    "organization" | "managementScope" | "administrativeUnit" | "group" | "unclear";
  readonly scope: string | null;
}

/** Whether a scope takes the members of an object in, or out. */
export type ScopePart = "included" | "excluded";

export interface ScopeGroup {
  readonly id: string;
  readonly part: ScopePart;
  /** Named because it is nested in the group of a policy. */
  readonly nested: boolean;
  /** Ids of the groups that are its direct members: a scope does not count theirs. */
  readonly nestedGroups: readonly string[];
  readonly displayName: string;
  readonly distinguishedName: string;
  readonly recipientTypeDetails: string;
  /** Who may change its members; sentences. */
  readonly drift: readonly string[];
}

/** The scope that the plan creates or uses. */
export interface PlannedScope {
  /** Absent = a management scope, the default. */
  readonly kind?: ScopeObjectKind;
  /** Of the management scope, or of the groups or the unit in its place. */
  readonly name: string;
  /** OPATH text as New-ManagementScope takes it; empty where a group or a unit is the scope. */
  readonly filter: string;
  readonly exists: boolean;
  readonly groups: readonly ScopeGroup[];
  readonly mailboxes: readonly {
    readonly id: string;
    readonly displayName: string;
    readonly part: ScopePart;
  }[];
}

/** New access by decision: roles within one management scope. */
export interface NewAccessPlan {
  /** `waits` = the app itself cannot be planned yet. */
  readonly state: "planned" | "stands" | "waits";
  /** Ids of the impersonation items that it stands for. */
  readonly items: readonly string[];
  readonly permissions: readonly string[];
  readonly scope: PlannedScope;
  /** The scope is the impersonation assignment's own. */
  readonly carriedOver: boolean;
  readonly mailboxes: SetReference;
  /** Mailboxes for the tests: inside and outside the scope. */
  readonly probes: { readonly positive: readonly string[]; readonly negative: readonly string[] };
}

export interface OtherPermission {
  readonly resource: Resource | null;
  readonly value: string | null;
  readonly appRoleId: string;
  readonly kind: string;
  readonly text: string;
}

export interface AppPlan {
  /** Null when only the service principal's object id is known. */
  readonly appId: string | null;
  readonly displayName: string;
  readonly servicePrincipalId: string | null;
  readonly setApart: "microsoftFirstParty" | "exchangeHybrid" | null;
  readonly status: AppStatus;
  readonly reasons: readonly Reason[];
  readonly gates: readonly Gate[];
  /** The service's own answers on what the app has today. */
  readonly witnesses: readonly Witness[];
  /** Null when there is nothing to change. */
  readonly changeHash: string | null;
  readonly assumptions: readonly Assumption[];
  /** Null = not read. */
  readonly policies: readonly LegacyPolicy[] | null;
  /** Null = not read, or some of the tenant's assignments may be this app's and nobody can tell. */
  readonly existingAssignments: readonly ExistingAssignment[] | null;
  readonly permissions: readonly PermissionPlan[];
  /** Scopes that could replace its policies, best first; empty where nobody can say whom the policies admit. */
  readonly candidates: readonly Candidate[];
  /** Null = not read. */
  readonly otherPermissions: readonly OtherPermission[] | null;
  /** What decisions on impersonating accounts give it; present where they give it something. */
  readonly newAccess?: readonly NewAccessPlan[];
  /** Null = not read; those that were read where `ownersComplete` is false. */
  readonly owners: readonly string[] | null;
  /** False = the owners of the enterprise application or of the registration were not read. */
  readonly ownersComplete: boolean;
  readonly scope: PlannedScope | null;
  /** What could make today's verdict untrue; sentences. */
  readonly drift: readonly string[];
  /** Mailboxes for the tests: inside and outside the planned scope; never system mailboxes. */
  readonly probes: { readonly positive: readonly string[]; readonly negative: readonly string[] };
  /** What was already changing when the evidence was taken has settled by then; null = nothing was. */
  readonly earliestStart: string | null;
  /** Which parts of the contract were checked, and over how many moments. */
  readonly proof: readonly { readonly contract: string; readonly moments: number }[];
  /** Ids of its own steps, in order; they name what several apps use in their waits. */
  readonly steps: readonly string[];
  /** Who answers for it, by decision. */
  readonly owner: string | null;
  /** Null when there is nothing to change. */
  readonly risk: AppRisk | null;
}
