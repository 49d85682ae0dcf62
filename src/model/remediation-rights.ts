import type { ApiPermissionName } from "./api-permissions.ts";
import type { Phase, RollbackPhase } from "./plan-step.ts";

/** The least rights of whoever runs the scripts of one phase. */
export interface RemediationRights {
  readonly service: "exchange" | "graph";
  /** Any one of them is enough. Empty: no role is needed beside the permissions. */
  readonly entraRoles: readonly string[];
  /** All of them are needed. */
  readonly exchangeRoles: readonly string[];
  /** Delegated permissions that the scripts' sign-in to Graph asks for. */
  readonly permissions: readonly ApiPermissionName[];
  /** What catches people out; null when nothing does. */
  readonly note: string | null;
  readonly source: string;
}

const EXCHANGE_RBAC = "https://learn.microsoft.com/exchange/permissions-exo/application-rbac";
const DELETE_GRANT =
  "https://learn.microsoft.com/graph/api/serviceprincipal-delete-approleassignments";
const CREATE_GRANT =
  "https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignments";
const LIST_GRANTS =
  "https://learn.microsoft.com/graph/api/serviceprincipal-list-approleassignments";
const UPDATE_APP = "https://learn.microsoft.com/graph/api/application-update";

const APP_ADMINISTRATORS = ["Cloud Application Administrator", "Application Administrator"];

const changesExchange: RemediationRights = {
  service: "exchange",
  entraRoles: ["Exchange Administrator"],
  exchangeRoles: ["Role Management", "Organization Configuration"],
  permissions: [],
  note: "in the role group Organization Management, active and not only eligible; a delegating assignment with a scope is not enough",
  source: EXCHANGE_RBAC,
};
const readsGraph: RemediationRights = {
  service: "graph",
  entraRoles: [],
  exchangeRoles: [],
  permissions: ["Application.Read.All"],
  note: null,
  source: LIST_GRANTS,
};
const declares: RemediationRights = {
  service: "graph",
  entraRoles: APP_ADMINISTRATORS,
  exchangeRoles: [],
  permissions: ["Application.ReadWrite.All"],
  note: null,
  source: UPDATE_APP,
};

const makesUnits: RemediationRights = {
  service: "graph",
  entraRoles: ["Privileged Role Administrator"],
  exchangeRoles: [],
  permissions: ["AdministrativeUnit.ReadWrite.All"],
  note: "only where a new administrative unit is planned",
  source: "https://learn.microsoft.com/graph/api/directory-post-administrativeunits",
};

/** Rights by phase. Who may cut over may be unable to roll back: both are looked for before the first script. */
export const REMEDIATION_RIGHTS: Readonly<Record<Phase | RollbackPhase, RemediationRights>> = {
  "0-objects": makesUnits,
  "1-prepare": changesExchange,
  "2-test": changesExchange,
  "3-cutover": {
    service: "graph",
    entraRoles: APP_ADMINISTRATORS,
    exchangeRoles: [],
    permissions: ["Application.Read.All", "AppRoleAssignment.ReadWrite.All"],
    note: "does not include the right to grant again: see rollback-3",
    source: DELETE_GRANT,
  },
  "4-declare": declares,
  "5-confirm": readsGraph,
  "6-retire": changesExchange,
  "7-after": readsGraph,
  "rollback-4": declares,
  "rollback-3": {
    service: "graph",
    entraRoles: ["Privileged Role Administrator"],
    exchangeRoles: [],
    permissions: ["Application.Read.All", "AppRoleAssignment.ReadWrite.All"],
    note: "more than the cut-over needs: name who has it before the cut-over",
    source: CREATE_GRANT,
  },
  "rollback-1": changesExchange,
  "rollback-0": makesUnits,
  "repair-after-6": changesExchange,
  "remove-shared": {
    ...changesExchange,
    note: "only where several apps use one new group or unit; a unit is removed in Microsoft Graph, with the rights of rollback-0",
  },
};
