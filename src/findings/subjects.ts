import type { AppAccess } from "../access/app-access.ts";
import { policyScopeId } from "../access/policy-scope.ts";
import { firstFilled, type ResolvedAssignment } from "../access/resolved-assignment.ts";
import type { ResolvedPolicy } from "../access/resolved-policy.ts";
import type { FindingEvidence, FindingSubject } from "../model/finding.ts";
import type { ManagementScopeRow, RoleAssignmentRow } from "../model/exchange-rows.ts";
import { RESOURCE_NAMES } from "../model/permission-table.ts";
import { appOfPolicy, type FindingContext, type HeldGrant } from "./finding-context.ts";

/** A grant: `<permission> of <app>`. */
export const grantSubject = ({ app, grant }: HeldGrant): FindingSubject => ({
  kind: "grant",
  id: grant.row.id,
  name: `${grant.permission} of ${app.displayName}`,
});

export const grantEvidence = ({ grant }: HeldGrant): FindingEvidence => ({
  section: "graph/appRoleAssignedTo",
  row: grant.row.id,
  value: `${grant.value ?? grant.row.appRoleId} on ${RESOURCE_NAMES[grant.resource]}`,
});

export const assignmentSubject = ({ id, row }: ResolvedAssignment): FindingSubject => ({
  kind: "assignment",
  id,
  name: row.name,
});

/** What the assignment gives, and its scope as it reads back. */
export const assignmentEvidence = ({ id, row }: ResolvedAssignment): FindingEvidence =>
  assignmentRowEvidence(id, row);

/** The same of a row that gives no application role. */
export const assignmentRowEvidence = (id: string, row: RoleAssignmentRow): FindingEvidence => ({
  section: "exchange/roleAssignments",
  row: id,
  value: `${row.role}; RecipientWriteScope ${said(row.recipientWriteScope)}; CustomResourceScope ${said(
    firstFilled(
      row.customResourceScope,
      row.customRecipientWriteScope,
      row.exclusiveRecipientWriteScope,
    ),
  )}`,
});

const said = (value: string | null | undefined): string => firstFilled(value) ?? "blank";

export const policySubject = ({ id, row, scope }: ResolvedPolicy): FindingSubject => ({
  kind: "policy",
  id,
  name: scope.name === null ? null : `${row.accessRight} on ${scope.name}`,
});

/** A policy for a sentence: its right, and the app that it names alone, or its AppId as printed. */
export const policyOf = (context: FindingContext, policy: ResolvedPolicy): string =>
  `the ${policy.row.accessRight} policy of ${appOfPolicy(context, policy)?.displayName ?? policy.row.appId}`;

export const policyEvidence = ({ id, row }: ResolvedPolicy): FindingEvidence => ({
  section: "exchange/applicationAccessPolicies",
  row: id,
  value: `${row.accessRight} for ${row.appId} on ${row.scopeName ?? policyScopeId(row) ?? "a scope without a name"}`,
});

export const scopeSubject = ({ name }: ManagementScopeRow): FindingSubject => ({
  kind: "scope",
  id: name,
  name,
});

export const scopeEvidence = ({ name, recipientFilter }: ManagementScopeRow): FindingEvidence => ({
  section: "exchange/managementScopes",
  row: name,
  value: recipientFilter ?? "no filter was reported",
});

/** What one app is called in a sentence, where nobody may know which it is. */
export const nameOf = (app: AppAccess | null, fallback: string): string =>
  app?.displayName ?? fallback;
