import {
  getApplication,
  getOrganization,
  listApplicationOwners,
  listApplications,
  listDeletedServicePrincipals,
  listOAuth2PermissionGrants,
  listOrganization,
} from "./application-routes.ts";
import {
  getAdministrativeUnit,
  getUser,
  listAdministrativeUnits,
  listUnitMembers,
  listUnitUserMembers,
  listUsers,
} from "./directory-routes.ts";
import {
  listCustomAppScopes,
  listRoleAssignments,
  listRoleDefinitions,
} from "./exchange-role-routes.ts";
import {
  addUnitMember,
  createAdministrativeUnit,
  deleteAdministrativeUnit,
  removeUnitMember,
} from "./change-administrative-unit.ts";
import { createAppRoleAssignment, deleteAppRoleAssignment } from "./change-app-role-assignment.ts";
import { updateApplication } from "./change-application.ts";
import { getByIds } from "./get-by-ids.ts";
import type { GraphCall, GraphResult } from "./graph-call.ts";
import {
  countMembers,
  countTransitiveMembers,
  getGroup,
  listGroupOwners,
  listGroups,
  listMembers,
  listTransitiveMembers,
  listTransitiveUserMembers,
  listUserMembers,
} from "./group-routes.ts";
import {
  getTokenLifetimePolicy,
  listPolicyTargets,
  listTokenLifetimePolicies,
} from "./policy-routes.ts";
import {
  getMailboxSettings,
  listContacts,
  listEvents,
  listMessages,
  sendMail,
} from "./mailbox-routes.ts";
import { listSignInActivities } from "./report-routes.ts";
import {
  getServicePrincipal,
  listAppRoleAssignedTo,
  listAppRoleAssignments,
  listServicePrincipalOwners,
  listServicePrincipals,
} from "./service-principal-routes.ts";

/** Answers one route. @throws ServiceFault for what the service answers instead */
export type GraphRoute = (call: GraphCall) => GraphResult;

/** By method and path; `{id}` is an id or an alternate key. Paths are lower case. */
export const GRAPH_ROUTES: ReadonlyMap<string, GraphRoute> = new Map<string, GraphRoute>([
  ["GET /organization", listOrganization],
  ["GET /organization/{id}", getOrganization],
  ["GET /serviceprincipals", listServicePrincipals],
  ["GET /serviceprincipals/{id}", getServicePrincipal],
  ["GET /serviceprincipals/{id}/owners", listServicePrincipalOwners],
  ["GET /serviceprincipals/{id}/approleassignedto", listAppRoleAssignedTo],
  ["GET /serviceprincipals/{id}/approleassignments", listAppRoleAssignments],
  ["GET /applications", listApplications],
  ["GET /applications/{id}", getApplication],
  ["GET /applications/{id}/owners", listApplicationOwners],
  ["GET /directory/deleteditems/microsoft.graph.serviceprincipal", listDeletedServicePrincipals],
  ["GET /groups", listGroups],
  ["GET /groups/{id}", getGroup],
  ["GET /groups/{id}/owners", listGroupOwners],
  ["GET /groups/{id}/members", listMembers],
  ["GET /groups/{id}/members/$count", countMembers],
  ["GET /groups/{id}/members/microsoft.graph.user", listUserMembers],
  ["GET /groups/{id}/transitivemembers", listTransitiveMembers],
  ["GET /groups/{id}/transitivemembers/$count", countTransitiveMembers],
  ["GET /groups/{id}/transitivemembers/microsoft.graph.user", listTransitiveUserMembers],
  ["GET /directory/administrativeunits", listAdministrativeUnits],
  ["GET /directory/administrativeunits/{id}", getAdministrativeUnit],
  ["GET /directory/administrativeunits/{id}/members", listUnitMembers],
  ["GET /directory/administrativeunits/{id}/members/microsoft.graph.user", listUnitUserMembers],
  ["GET /oauth2permissiongrants", listOAuth2PermissionGrants],
  ["GET /policies/tokenlifetimepolicies", listTokenLifetimePolicies],
  ["GET /policies/tokenlifetimepolicies/{id}", getTokenLifetimePolicy],
  ["GET /policies/tokenlifetimepolicies/{id}/appliesto", listPolicyTargets],
  ["GET /users", listUsers],
  ["GET /users/{id}", getUser],
  ["POST /directoryobjects/getbyids", getByIds],
  ["POST /serviceprincipals/{id}/approleassignments", createAppRoleAssignment],
  ["POST /serviceprincipals/{id}/approleassignedto", createAppRoleAssignment],
  ["DELETE /serviceprincipals/{id}/approleassignments/{other}", deleteAppRoleAssignment],
  ["DELETE /serviceprincipals/{id}/approleassignedto/{other}", deleteAppRoleAssignment],
  ["POST /directory/administrativeunits", createAdministrativeUnit],
  ["DELETE /directory/administrativeunits/{id}", deleteAdministrativeUnit],
  ["POST /directory/administrativeunits/{id}/members/$ref", addUnitMember],
  ["DELETE /directory/administrativeunits/{id}/members/{other}/$ref", removeUnitMember],
  ["PATCH /applications/{id}", updateApplication],
  ["GET /users/{id}/messages", listMessages],
  ["GET /users/{id}/events", listEvents],
  ["GET /users/{id}/contacts", listContacts],
  ["GET /users/{id}/mailboxsettings", getMailboxSettings],
  ["POST /users/{id}/sendmail", sendMail],
]);

/** Only under `/beta`. */
export const BETA_ROUTES: ReadonlyMap<string, GraphRoute> = new Map<string, GraphRoute>([
  ["GET /reports/serviceprincipalsigninactivities", listSignInActivities],
  ["GET /rolemanagement/exchange/roleassignments", listRoleAssignments],
  ["GET /rolemanagement/exchange/roledefinitions", listRoleDefinitions],
  ["GET /rolemanagement/exchange/customappscopes", listCustomAppScopes],
]);
