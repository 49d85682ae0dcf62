import type {
  AccessPolicyRow,
  DynamicGroupRow,
  EffectiveUserRow,
  ExchangeAdministrativeUnitRow,
  ExchangeServicePrincipalRow,
  GroupMemberRow,
  MailboxPermissionRow,
  ManagementRoleRow,
  ManagementScopeRow,
  OrganizationConfigRow,
  PolicyCheckRow,
  RoleAssignmentRow,
  ScopeMemberRow,
  ServicePrincipalAuthorizationRow,
} from "./exchange-rows.ts";
import type {
  AdministrativeUnitMemberRow,
  ApplicationRow,
  AppRoleAssignmentRow,
  DeletedServicePrincipalRow,
  GraphAdministrativeUnitRow,
  GraphGroupRow,
  OAuth2PermissionGrantRow,
  OrganizationRow,
  ResourceServicePrincipalRow,
  ServicePrincipalRow,
  SignInActivityRow,
  TokenLifetimePolicyRow,
  UserRow,
} from "./graph-rows.ts";
import type { Recipient } from "./recipient.ts";
import type { ParentStatus, SectionName, SectionStatus } from "./sections.ts";
import type { UnreadParent } from "./unread.ts";

/** What was read of one parent. Rows exist only where the read succeeded. */
export type ParentRead<Row> =
  | { readonly status: "read"; readonly rows: readonly Row[] }
  | { readonly status: Exclude<ParentStatus, "read">; readonly message?: string };

/** A flat section. A failed read is a value, never an empty list. */
export type Section<Row> =
  | {
      readonly status: "read";
      readonly rows: readonly Row[];
      /** Objects of which rows said different things: what these did not agree on is in no row. Absent = none. */
      readonly contradictory?: readonly UnreadParent[];
    }
  | { readonly status: Exclude<SectionStatus, "read">; readonly message?: string };

/**
 * A section whose lines belong to parents. A key that is not in the map was not read.
 *
 * Keys are lower case: group = RecipientKey; scope = scope name; appId; administrative unit id; role name;
 * mailbox = RecipientKey; policy check = `<appId>/<mailbox key>`.
 */
export type ParentedSection<Row> =
  | { readonly status: "read"; readonly parents: ReadonlyMap<string, ParentRead<Row>> }
  | { readonly status: Exclude<SectionStatus, "read">; readonly message?: string };

export interface SnapshotSections {
  readonly "exchange/applicationAccessPolicies": Section<AccessPolicyRow>;
  readonly "exchange/policyChecks": ParentedSection<PolicyCheckRow>;
  readonly "exchange/roleAssignments": Section<RoleAssignmentRow>;
  readonly "exchange/impersonationEffectiveUsers": ParentedSection<EffectiveUserRow>;
  readonly "exchange/roles": Section<ManagementRoleRow>;
  readonly "exchange/managementScopes": Section<ManagementScopeRow>;
  readonly "exchange/scopeMembers": ParentedSection<ScopeMemberRow>;
  readonly "exchange/servicePrincipals": Section<ExchangeServicePrincipalRow>;
  readonly "exchange/servicePrincipalAuthorizations": ParentedSection<ServicePrincipalAuthorizationRow>;
  readonly "exchange/recipients": Section<Recipient>;
  readonly "exchange/groupMembers": ParentedSection<GroupMemberRow>;
  readonly "exchange/dynamicGroups": Section<DynamicGroupRow>;
  readonly "exchange/administrativeUnits": Section<ExchangeAdministrativeUnitRow>;
  readonly "exchange/organizationConfig": Section<OrganizationConfigRow>;
  readonly "exchange/mailboxPermissions": ParentedSection<MailboxPermissionRow>;
  readonly "graph/organization": Section<OrganizationRow>;
  readonly "graph/resourceServicePrincipals": Section<ResourceServicePrincipalRow>;
  readonly "graph/appRoleAssignedTo": Section<AppRoleAssignmentRow>;
  readonly "graph/servicePrincipals": Section<ServicePrincipalRow>;
  readonly "graph/applications": Section<ApplicationRow>;
  readonly "graph/deletedServicePrincipals": Section<DeletedServicePrincipalRow>;
  readonly "graph/groups": Section<GraphGroupRow>;
  readonly "graph/administrativeUnits": Section<GraphAdministrativeUnitRow>;
  readonly "graph/administrativeUnitMembers": ParentedSection<AdministrativeUnitMemberRow>;
  readonly "graph/oauth2PermissionGrants": Section<OAuth2PermissionGrantRow>;
  readonly "graph/users": Section<UserRow>;
  readonly "graph/signInActivities": Section<SignInActivityRow>;
  readonly "graph/tokenLifetimePolicies": Section<TokenLifetimePolicyRow>;
}

/** How one section was read; `message` says what the service or the decoder said. */
export interface Coverage {
  readonly section: SectionName;
  readonly status: SectionStatus;
  /** Null when the section was not read. */
  readonly rows: number | null;
  readonly message?: string;
  /** Parents that were asked for and not read. */
  readonly parentsNotRead: readonly UnreadParent[];
}

export interface Tenant {
  readonly id: string;
  readonly initialDomain: string;
  readonly displayName: string;
}

export type Environment = "exchangeOnline" | "exchangeOnPremises";
export type Cloud = "worldwide" | "usGovHigh" | "usGovDod" | "china";

export interface Collector {
  readonly mode: "live" | "script" | "emulator";
  readonly identity: string;
  /** Cmdlets that the signed-in identity may run; null = not known. */
  readonly allowedCmdlets: readonly string[] | null;
}

/** A tenant as it was read, typed and immutable. */
export interface Snapshot {
  readonly tenant: Tenant;
  readonly environment: Environment;
  readonly cloud: Cloud;
  /** ISO 8601 UTC. */
  readonly collectedAt: string;
  readonly collector: Collector;
  readonly sections: SnapshotSections;
  readonly coverage: readonly Coverage[];
}
