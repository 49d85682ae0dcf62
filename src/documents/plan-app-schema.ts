import { z } from "zod";
import { ACCESS_RULES } from "../model/because.ts";
import type { AppPlan } from "../model/plan-app.ts";
import type { Candidate } from "../model/plan-candidate.ts";
import type { PermissionPlan } from "../model/plan-permission.ts";
import { setReferenceSchema } from "./set-reference-schema.ts";

const resourceSchema = z.enum(["graph", "exchange"]);

const becauseSchema = z.object({
  rule: z.enum(ACCESS_RULES),
  subject: z.string(),
  effect: z.enum(["allow", "deny", "unknown"]),
  section: z.string().exactOptional(),
});

const permissionSchema: z.ZodType<PermissionPlan> = z.object({
  resource: resourceSchema,
  permission: z.string(),
  kind: z.string(),
  appRoleIds: z.array(z.string()),
  role: z.string().nullable(),
  disposition: z.enum(["migrate", "keptLegacy", "remove"]),
  verdict: z.enum(["equivalent", "narrower", "wider", "mixed", "unproven"]).exactOptional(),
  target: setReferenceSchema.exactOptional(),
  kept: setReferenceSchema.exactOptional(),
  gained: setReferenceSchema.exactOptional(),
  lost: setReferenceSchema.exactOptional(),
  newByDecision: setReferenceSchema.exactOptional(),
  before: z.object({ allowed: setReferenceSchema, unknown: setReferenceSchema }),
  because: z.array(becauseSchema),
});

const policySchema = z.object({
  identity: z.string(),
  accessRight: z.enum(["RestrictAccess", "DenyAccess"]),
  appliesToAllApps: z.boolean(),
  description: z.string().nullable(),
  scope: z.object({
    kind: z.enum(["group", "mailbox", "deleted", "unresolved", "notRead", "unsupported"]),
    id: z.string().nullable(),
    displayName: z.string().nullable(),
    recipientTypeDetails: z.string().nullable(),
    nestedGroups: z.int().nullable(),
  }),
});

const assignmentSchema = z.object({
  name: z.string(),
  role: z.string(),
  scopeKind: z.enum(["organization", "managementScope", "administrativeUnit", "group", "unclear"]),
  scope: z.string().nullable(),
});

const scopePart = z.enum(["included", "excluded"]);

const scopeSchema = z.object({
  kind: z.enum(["group", "administrativeUnit"]).exactOptional(),
  name: z.string(),
  filter: z.string(),
  exists: z.boolean(),
  groups: z.array(
    z.object({
      id: z.string(),
      part: scopePart,
      nested: z.boolean(),
      nestedGroups: z.array(z.string()),
      displayName: z.string(),
      distinguishedName: z.string(),
      recipientTypeDetails: z.string(),
      drift: z.array(z.string()),
    }),
  ),
  mailboxes: z.array(z.object({ id: z.string(), displayName: z.string(), part: scopePart })),
});

const newAccessSchema = z.object({
  state: z.enum(["planned", "stands", "waits"]),
  items: z.array(z.string()),
  permissions: z.array(z.string()),
  scope: scopeSchema,
  carriedOver: z.boolean(),
  mailboxes: setReferenceSchema,
  probes: z.object({ positive: z.array(z.string()), negative: z.array(z.string()) }),
});

const verdictSchema = z.enum(["equivalent", "narrower", "wider", "mixed", "unproven"]);

const candidateSchema: z.ZodType<Candidate> = z.object({
  kind: z.enum([
    "managementScope",
    "policyGroup",
    "flattenedGroup",
    "existingAdministrativeUnit",
    "newAdministrativeUnit",
    "attributeFilter",
    "dynamicGroupFilter",
    "singleRecipient",
  ]),
  title: z.string(),
  filter: z.string().nullable(),
  unlessOtherwise: z.array(z.string()),
  drift: z.array(z.string()),
  prerequisites: z.array(z.string()),
  creates: z.array(z.string()),
  verdict: verdictSchema,
  permissions: z.array(
    z.object({
      resource: resourceSchema,
      permission: z.string(),
      verdict: verdictSchema,
      kept: setReferenceSchema,
      gained: setReferenceSchema,
      lost: setReferenceSchema,
    }),
  ),
  id: z.string(),
  recommended: z.boolean(),
  why: z.string(),
  plannedBy: z.enum(["default", "decision"]).exactOptional(),
});

const gateSchema = z.object({
  rule: z.enum(["appEnabled", "ewsTenantSettings", "exoAppRbacEnforcement"]),
  state: z.enum(["open", "closed", "unknown", "notReported"]),
  asOf: z.string(),
  text: z.string(),
});

const assumptionSchema = z.object({
  kind: z.enum([
    "grant",
    "policy",
    "assignment",
    "scope",
    "noNestedMember",
    "nestedMembers",
    "memberSet",
    "servicePrincipal",
    "role",
  ]),
  id: z.string(),
  text: z.string(),
});

/** One app of a plan; fields in the order in which a plan has them, so that a plan read and written again keeps its bytes. */
export const appSchema: z.ZodType<AppPlan> = z.object({
  appId: z.string().nullable(),
  displayName: z.string(),
  servicePrincipalId: z.string().nullable(),
  setApart: z.enum(["microsoftFirstParty", "exchangeHybrid"]).nullable(),
  policies: z.array(policySchema).nullable(),
  existingAssignments: z.array(assignmentSchema).nullable(),
  otherPermissions: z
    .array(
      z.object({
        resource: resourceSchema.nullable(),
        value: z.string().nullable(),
        appRoleId: z.string(),
        kind: z.string(),
        text: z.string(),
      }),
    )
    .nullable(),
  owners: z.array(z.string()).nullable(),
  ownersComplete: z.boolean(),
  status: z.enum(["blocked", "nothingToDo", "needsDecision", "deleteOnly", "review", "ready"]),
  reasons: z.array(
    z.object({ kind: z.string(), text: z.string(), subject: z.string().exactOptional() }),
  ),
  gates: z.array(gateSchema),
  witnesses: z.array(
    z.object({
      kind: z.enum(["policyCheck", "scopeMembers", "authorization"]),
      state: z.enum(["agrees", "disagrees", "notWitnessed"]),
      text: z.string(),
    }),
  ),
  permissions: z.array(permissionSchema),
  candidates: z.array(candidateSchema),
  newAccess: z.array(newAccessSchema).exactOptional(),
  changeHash: z.string().nullable(),
  assumptions: z.array(assumptionSchema),
  scope: scopeSchema.nullable(),
  drift: z.array(z.string()),
  probes: z.object({ positive: z.array(z.string()), negative: z.array(z.string()) }),
  earliestStart: z.string().nullable(),
  proof: z.array(z.object({ contract: z.string(), moments: z.int() })),
  steps: z.array(z.string()),
  owner: z.string().nullable(),
  risk: z.object({ level: z.enum(["low", "medium", "high"]), why: z.array(z.string()) }).nullable(),
});
