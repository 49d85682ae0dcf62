import { z } from "zod";
import type { ImpersonationItem, ImpersonationRetirement } from "../model/plan-impersonation.ts";
import { impersonationDecisionSchema } from "./impersonation-decision-schema.ts";
import { setReferenceSchema } from "./set-reference-schema.ts";

/** One effective user of one impersonation assignment. */
export const impersonationSchema: z.ZodType<ImpersonationItem> = z.object({
  id: z.string().meta({ description: "assignment Guid (or name) / effective user" }),
  status: z.enum(["inventoryOnly", "remnant", "needsDecision", "decided"]),
  role: z.string(),
  assignment: z.string(),
  assignee: z.string(),
  assigneeType: z.string().nullable(),
  assignmentMethod: z.string().nullable(),
  effectiveUser: z.string().nullable(),
  enabled: z.boolean().nullable(),
  scope: z.object({
    kind: z.enum([
      "organization",
      "managementScope",
      "exclusiveScope",
      "organizationalUnit",
      "administrativeUnit",
      "group",
      "other",
    ]),
    name: z.string().nullable(),
    filter: z.string().nullable(),
  }),
  reach: setReferenceSchema,
  unknown: setReferenceSchema,
  reasons: z.array(z.string()),
  decision: impersonationDecisionSchema.nullable(),
  planned: z.array(z.string()),
  account: z.object({
    recipient: z.string().nullable(),
    delegatedGrants: z.object({
      examined: z.boolean(),
      own: z.int().nullable(),
      everyUser: z.int().nullable(),
    }),
    mailboxPermissions: z.object({
      examined: z.enum(["whole", "part", "not"]),
      fullAccess: z.int().nullable(),
    }),
  }),
});

/** The removal of one impersonation assignment. */
export const retirementSchema: z.ZodType<ImpersonationRetirement> = z.object({
  id: z.string(),
  assignment: z.string(),
  changeHash: z.string().nullable(),
  steps: z.array(z.string()),
  undecided: z.array(z.string()),
  waitsFor: z.array(z.string()),
  earliestStart: z.string().nullable(),
});
