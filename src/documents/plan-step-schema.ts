import { z } from "zod";
import type { Hazard, ScopeObject, Step, StepTarget } from "../model/plan-step.ts";

const hazardSchema: z.ZodType<Hazard> = z.object({
  kind: z.enum([
    "interruptsAccess",
    "widensAccess",
    "timeUndocumented",
    "tokensOutliveConsent",
    "consentMayReturn",
    "rollbackRightDiffers",
    "pointOfNoReturn",
    "mayRestoreNothing",
    "membershipCanChange",
    "endOfService",
    "limitUndocumented",
  ]),
  text: z.string(),
  source: z.string(),
});

/** A group or a unit that roles are scoped by. */
export const scopeObjectSchema: z.ZodType<ScopeObject> = z.object({
  kind: z.enum(["group", "administrativeUnit"]),
  name: z.string(),
  id: z.string().exactOptional(),
});

const targetSchema: z.ZodType<StepTarget> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("servicePrincipal"),
    appId: z.string(),
    objectId: z.string(),
    displayName: z.string(),
  }),
  z.object({ kind: z.literal("scopeObject"), object: scopeObjectSchema, alias: z.string() }),
  z.object({
    kind: z.literal("members"),
    object: scopeObjectSchema,
    set: z.string(),
    count: z.int(),
  }),
  z.object({ kind: z.literal("managementScope"), name: z.string(), filter: z.string() }),
  z.object({
    kind: z.literal("roleAssignment"),
    name: z.string(),
    role: z.string(),
    servicePrincipalId: z.string(),
    appId: z.string(),
    scope: z.string(),
    object: scopeObjectSchema.exactOptional(),
  }),
  z.object({
    kind: z.literal("authorization"),
    appId: z.string(),
    servicePrincipalId: z.string(),
    roles: z.array(z.string()),
    scope: z.string(),
    filter: z.string(),
    objects: z.array(scopeObjectSchema).exactOptional(),
    expectedMembers: z.int(),
    positive: z.array(z.string()),
    negative: z.array(z.string()),
  }),
  z.object({
    kind: z.literal("appRoleAssignment"),
    id: z.string(),
    appRoleId: z.string(),
    principalId: z.string(),
    resourceId: z.string(),
    resourceAppId: z.string(),
    permission: z.string(),
  }),
  z.object({
    kind: z.literal("requiredResourceAccess"),
    applicationId: z.string(),
    appId: z.string(),
    resourceAppId: z.string(),
    appRoleIds: z.array(z.string()),
  }),
  z.object({
    kind: z.literal("governedGrants"),
    appId: z.string(),
    servicePrincipalId: z.string().nullable(),
    governed: z.array(z.object({ resourceAppId: z.string(), appRoleId: z.string() })),
    occurrence: z.int(),
  }),
  z.object({
    kind: z.literal("accessPolicy"),
    identity: z.string(),
    appId: z.string(),
    accessRight: z.enum(["RestrictAccess", "DenyAccess"]),
    scopeId: z.string().nullable(),
    description: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("impersonationAssignment"),
    guid: z.string(),
    name: z.string(),
    role: z.string(),
    assignee: z.string(),
    effectiveUsers: z.array(z.string()),
    replacements: z.array(
      z.object({
        appId: z.string(),
        servicePrincipalId: z.string(),
        role: z.string(),
        scope: z.string(),
      }),
    ),
    observationMinutes: z.int(),
  }),
]);

/** One step of a plan. */
export const stepSchema: z.ZodType<Step> = z.object({
  id: z.string(),
  appId: z.string().nullable(),
  phase: z.enum([
    "0-objects",
    "1-prepare",
    "2-test",
    "3-cutover",
    "4-declare",
    "5-confirm",
    "6-retire",
    "7-after",
  ]),
  change: z.union([z.literal(1), z.literal(2)]),
  action: z.enum([
    "createServicePrincipal",
    "createAdministrativeUnit",
    "createGroup",
    "addMembers",
    "createManagementScope",
    "createRoleAssignment",
    "testAuthorization",
    "deleteAppRoleAssignment",
    "removeRequiredResourceAccess",
    "confirmNoGovernedGrant",
    "deleteAccessPolicy",
    "watchForReturnedGrant",
    "deleteImpersonationAssignment",
  ]),
  title: z.string(),
  target: targetSchema,
  after: z.array(z.object({ step: z.string(), waitMinutes: z.int(), why: z.string() })),
  gate: z.string(),
  settleMinutes: z.int(),
  hazards: z.array(hazardSchema),
  rollback: z
    .object({
      phase: z.enum([
        "rollback-4",
        "rollback-3",
        "rollback-1",
        "rollback-0",
        "repair-after-6",
        "remove-shared",
      ]),
      text: z.string(),
      waitMinutes: z.int(),
      hazards: z.array(hazardSchema),
    })
    .nullable(),
});
