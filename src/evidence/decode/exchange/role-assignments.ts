import type { z } from "zod";

import type { RoleAssignmentRow } from "../../../model/exchange-rows.ts";
import { compact } from "../compact.ts";
import { exchangeRow } from "../exchange-row.ts";
import {
  enumName,
  instant,
  nullableReference,
  nullableText,
  optionalBoolean,
  optionalId,
  optionalText,
  requiredText,
} from "../fields.ts";

const ASSIGNEE_TYPES: ReadonlyMap<number, string> = new Map([
  [0, "User"],
  [2, "SecurityGroup"],
  [4, "RoleAssignmentPolicy"],
  [6, "MailboxPlan"],
  [8, "ForeignSecurityPrincipal"],
  [10, "RoleGroup"],
  [11, "PartnerLinkedRoleGroup"],
  [12, "LinkedRoleGroup"],
  [14, "Computer"],
]);

/** Rows of `Get-ManagementRoleAssignment`. */
export const roleAssignments: z.ZodType<RoleAssignmentRow> = exchangeRow({
  Name: requiredText,
  Identity: optionalText,
  Guid: optionalId,
  Role: requiredText,
  RoleAssignee: nullableReference,
  RoleAssigneeName: nullableReference,
  RoleAssigneeType: enumName(ASSIGNEE_TYPES),
  AssignmentMethod: enumName(),
  EffectiveUserName: nullableText,
  RoleAssignmentDelegationType: enumName(),
  RecipientReadScope: enumName(),
  RecipientWriteScope: enumName(),
  CustomRecipientWriteScope: nullableReference,
  CustomResourceScope: nullableReference,
  ExclusiveRecipientWriteScope: nullableReference,
  RecipientAdministrativeUnitScope: nullableReference,
  RecipientGroupScope: nullableReference,
  RecipientOrganizationalUnitScope: nullableReference,
  App: nullableReference,
  User: nullableReference,
  Enabled: optionalBoolean,
  WhenCreated: instant,
  WhenCreatedUTC: instant,
  WhenChanged: instant,
  WhenChangedUTC: instant,
}).transform((row) =>
  compact({
    name: row.Name,
    identity: row.Identity,
    guid: row.Guid,
    role: row.Role,
    roleAssignee: row.RoleAssignee,
    roleAssigneeName: row.RoleAssigneeName,
    roleAssigneeType: row.RoleAssigneeType,
    assignmentMethod: row.AssignmentMethod,
    effectiveUserName: row.EffectiveUserName,
    roleAssignmentDelegationType: row.RoleAssignmentDelegationType,
    recipientReadScope: row.RecipientReadScope,
    recipientWriteScope: row.RecipientWriteScope,
    customRecipientWriteScope: row.CustomRecipientWriteScope,
    customResourceScope: row.CustomResourceScope,
    exclusiveRecipientWriteScope: row.ExclusiveRecipientWriteScope,
    recipientAdministrativeUnitScope: row.RecipientAdministrativeUnitScope,
    recipientGroupScope: row.RecipientGroupScope,
    recipientOrganizationalUnitScope: row.RecipientOrganizationalUnitScope,
    app: row.App,
    user: row.User,
    enabled: row.Enabled,
    whenCreated: row.WhenCreated ?? row.WhenCreatedUTC,
    whenChanged: row.WhenChanged ?? row.WhenChangedUTC,
  }),
);
