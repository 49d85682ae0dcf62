import type { FilterTree } from "./filter-tree.ts";
import type { ParentedSection, SectionName } from "./section-names.ts";

/** A tenant in the abstract: what is true of it, and what a scan of it could read. */
export interface TenantDescription {
  readonly id: string;
  readonly displayName: string;
  /** Without `.onmicrosoft.com`. */
  readonly domain: string;
  /** ISO 8601 UTC. */
  readonly collectedAt: string;
  /** Whether policies reach the members of nested groups here: what a policy check finds. */
  readonly nestedUnderPolicy: "honoured" | "ignored";
  /** Policy checks answer in another language, which nobody may interpret. */
  readonly localisedPolicyChecks?: boolean;
  readonly recipients: readonly RecipientDescription[];
  readonly groups: readonly GroupDescription[];
  readonly units: readonly UnitDescription[];
  readonly apps: readonly AppDescription[];
  readonly policies: readonly PolicyDescription[];
  readonly scopes: readonly ScopeDescription[];
  readonly assignments: readonly AssignmentDescription[];
  /** Apps that Exchange knows without an assignment. */
  readonly pointers?: readonly string[];
  readonly impersonation: ImpersonationDescription;
  readonly switches: SwitchesDescription;
  /** Groups, by key, whose members are asked for because decisions name them. */
  readonly decidedGroups?: readonly string[];
  /** Sections that could not be read. A section that is not named was read. */
  readonly unread: Partial<Record<SectionName, UnreadStatus>>;
  /** Parents that could not be read, by section and lower-case key. */
  readonly unreadParents: Partial<Record<ParentedSection, Readonly<Record<string, UnreadParent>>>>;
}

export type UnreadStatus = "denied" | "failed" | "absent" | "notAsked";
/** `notListed` = the manifest says nothing of it; `notFound` = the service did not know it when it was asked. */
export type UnreadParent = "denied" | "failed" | "notFound" | "notListed";

export interface RecipientDescription {
  /** ExternalDirectoryObjectId; Exchange's Guid where `withoutDirectoryObject`. */
  readonly key: string;
  readonly type: RecipientType;
  readonly name: string;
  readonly alias: string;
  readonly displayName: string;
  /** "" = blank. */
  readonly department: string;
  readonly office: string;
  readonly company: string;
  readonly customAttribute1: string;
  readonly withoutDirectoryObject?: boolean;
  /** Primary address; made of the alias where it is not told. */
  readonly address?: string;
  /** Further addresses that reach it. */
  readonly proxies?: readonly string[];
  /** Its row has the properties that a rule may ask for, and no others. */
  readonly lean?: boolean;
}

export type MailboxType =
  | "UserMailbox"
  | "LinkedMailbox"
  | "SharedMailbox"
  | "TeamMailbox"
  | "RoomMailbox"
  | "EquipmentMailbox"
  | "SchedulingMailbox";

export type RecipientType =
  MailboxType | "MailUser" | "GuestMailUser" | "MailContact" | "DiscoveryMailbox";

export interface GroupDescription {
  readonly key: string;
  readonly type: GroupType;
  readonly name: string;
  readonly alias: string;
  readonly displayName: string;
  /** Keys of recipients and groups. Empty for a dynamic distribution group. */
  readonly members: readonly string[];
  /** Mastered on-premises. */
  readonly synced?: boolean;
  /** Of a dynamic distribution group. */
  readonly filter?: FilterTree;
  /** Of a dynamic distribution group: what it prints in the place of a filter. */
  readonly printedFilter?: string;
  /** Of a dynamic distribution group: the organizational unit in which it looks; the whole organization where it is not told. */
  readonly container?: string;
}

export type GroupType =
  | "MailUniversalSecurityGroup"
  | "MailUniversalDistributionGroup"
  | "GroupMailbox"
  | "DynamicDistributionGroup";

export interface UnitDescription {
  /** Object id in Entra. */
  readonly id: string;
  /** What Exchange calls it: another GUID. */
  readonly exchangeName: string;
  readonly displayName: string;
  readonly members: readonly UnitMember[];
  readonly dynamic?: boolean;
}

export interface UnitMember {
  /** `group` = the group itself, not its members. */
  readonly kind: "user" | "group" | "device";
  readonly key: string;
}

export interface AppDescription {
  readonly appId: string;
  readonly displayName: string;
  /** Object id; null = there is no service principal in the tenant. */
  readonly servicePrincipalId: string | null;
  readonly kind: "application" | "managedIdentity" | "vendor" | "microsoft";
  readonly disabled?: boolean;
  /** What Microsoft says of whether it disabled the app. */
  readonly disabledByMicrosoftStatus?: string;
  /** Its registration was deactivated by its owner. */
  readonly deactivated?: boolean;
  /** The service principal lies in the recycle bin since then. */
  readonly deletedAt?: string;
  readonly grants: readonly GrantDescription[];
  /** What its registration asks for, where that is not what was granted. */
  readonly declared?: readonly GrantDescription[];
  /** Delegated permissions on Microsoft Graph that everybody consented to. */
  readonly delegated?: readonly string[];
  readonly owner?: string;
}

export interface GrantDescription {
  readonly resource: "graph" | "exchange";
  /** The appRole's value in Entra. */
  readonly value: string;
}

export interface PolicyDescription {
  /** `*` = every app. */
  readonly app: string;
  readonly accessRight: "RestrictAccess" | "DenyAccess";
  /** Key of a group or of a recipient; of nothing when it was deleted. */
  readonly scope: string;
  /** What the policy still calls a scope that was deleted. */
  readonly deletedScopeName?: string;
  /** The Name that the policy prints for its scope, where that is another group's by now. */
  readonly printedScopeName?: string;
  readonly description?: string;
  /** Its ids are printed in upper case. */
  readonly upperCaseIds?: boolean;
}

export interface ScopeDescription {
  readonly name: string;
  readonly filter: FilterTree;
  readonly exclusive?: boolean;
}

export interface AssignmentDescription {
  /** Made of role and assignee where it is not told. */
  readonly name?: string;
  readonly role: string;
  readonly app: string;
  readonly scope: AssignmentScope;
  readonly delegating?: boolean;
  readonly disabled?: boolean;
}

export type AssignmentScope =
  | { readonly kind: "custom"; readonly name: string }
  | { readonly kind: "unit"; readonly unit: string; readonly printedAs: "name" | "objectId" }
  | { readonly kind: "group"; readonly group: string }
  | { readonly kind: "organization" }
  /** A RecipientWriteScope that nobody knows, or none, and no CustomResourceScope. */
  | { readonly kind: "odd"; readonly recipientWriteScope: string | null };

export interface ImpersonationDescription {
  /** False = the role is gone from the tenant. */
  readonly present: boolean;
  /** Custom roles derived from ApplicationImpersonation. */
  readonly childRoles: readonly string[];
  readonly assignments: readonly ImpersonationAssignment[];
}

export interface ImpersonationAssignment {
  /** Made of its place in the list where it is not told. */
  readonly guid?: string;
  readonly name: string;
  readonly role: string;
  readonly assigneeType: "User" | "RoleGroup" | "SecurityGroup";
  readonly assignee: string;
  /** Members of the role group; ignored for a user. */
  readonly members: readonly string[];
  /** Name of what narrows it; null = the whole organisation. */
  readonly scope: string | null;
  /** What `scope` is the name of; a management scope where it is not told. */
  readonly scopeKind?: "exclusiveScope" | "organizationalUnit";
  readonly delegating?: boolean;
  readonly disabled?: boolean;
}

export interface SwitchesDescription {
  readonly isDehydrated: boolean;
  readonly ewsEnabled: boolean | null;
  readonly ewsAllowedAppIds: readonly string[] | null;
  readonly enforceExoAppRbacPermissions: boolean | null;
}
