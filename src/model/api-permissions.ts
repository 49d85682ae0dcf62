/**
 * A permission that an app registration asks for.
 *
 * `application`: its id where an app acts as itself; `delegated`: where a person signs in with the app. Null: there is
 * none of that kind.
 */
export interface ApiPermission {
  readonly resource: "graph" | "exchange";
  readonly application: string | null;
  readonly delegated: string | null;
}

/**
 * Permissions that scanning or remediation needs, by name, with the ids that registrations and scripts use.
 *
 * @see https://learn.microsoft.com/graph/permissions-reference
 * @see https://learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2 "Exchange.ManageAsApp"
 */
export const API_PERMISSIONS = {
  "Exchange.ManageAsApp": {
    resource: "exchange",
    application: "dc50a0fb-09a3-484d-be87-e023b12c6440",
    delegated: null,
  },
  "Exchange.Manage": {
    resource: "exchange",
    application: null,
    delegated: "ab4f2b77-0b06-4fc1-a9de-02113fc2ab7c",
  },
  "Application.Read.All": {
    resource: "graph",
    application: "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30",
    delegated: "c79f8feb-a9db-4090-85f9-90d820caa0eb",
  },
  "GroupMember.Read.All": {
    resource: "graph",
    application: "98830695-27a2-44f7-8c18-0c3ebc9698f6",
    delegated: "bc024368-1153-4739-b217-4326f2e966d0",
  },
  "AdministrativeUnit.Read.All": {
    resource: "graph",
    application: "134fd756-38ce-4afd-ba33-e9623dbe66c2",
    delegated: "3361d15d-be43-4de6-b441-3c746d05163d",
  },
  "AdministrativeUnit.ReadWrite.All": {
    resource: "graph",
    application: "5eb59dd3-1da2-4329-8733-9dabdc435916",
    delegated: "7b8a2d34-6b3f-4542-a343-54651608ad81",
  },
  "Organization.Read.All": {
    resource: "graph",
    application: "498476ce-e0fe-48b0-b801-37ba7e2685c6",
    delegated: "4908d5b9-3fb2-4b1e-9336-1888b7937185",
  },
  "DelegatedPermissionGrant.Read.All": {
    resource: "graph",
    application: "81b4724a-58aa-41c1-8a55-84ef97466587",
    delegated: "a197cdc4-a8e8-4d49-9d35-4ca7c83887b4",
  },
  "User.ReadBasic.All": {
    resource: "graph",
    application: "97235f07-e226-4f63-ace3-39588e11d3a1",
    delegated: "b340eb25-3456-403f-be2f-af7a0d370277",
  },
  "AuditLog.Read.All": {
    resource: "graph",
    application: "b0afded3-3588-46d8-8b3d-9842eff778da",
    delegated: "e4c9e354-4dc5-45b8-9e7c-e1393b0b1a20",
  },
  "Policy.Read.All": {
    resource: "graph",
    application: "246dd0d5-5bd0-4def-940b-0421030a5b68",
    delegated: "572fea84-0151-49b2-9301-11cb16974376",
  },
  "AppRoleAssignment.ReadWrite.All": {
    resource: "graph",
    application: "06b708a9-e830-4db3-a914-8e69da51d44f",
    delegated: "84bccea3-f856-4a8a-967b-dbe0a3d53a64",
  },
  "Application.ReadWrite.All": {
    resource: "graph",
    application: "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9",
    delegated: "bdfbf15f-ee85-4955-8675-146e8e5296b5",
  },
} as const satisfies Record<string, ApiPermission>;

export type ApiPermissionName = keyof typeof API_PERMISSIONS;

export const isApiPermission = (name: string): name is ApiPermissionName =>
  Object.hasOwn(API_PERMISSIONS, name);
