import { z } from "zod";
import type { Plan } from "../model/plan-document.ts";
import { appSchema } from "./plan-app-schema.ts";
import { freezeSchema, openDecisionSchema } from "./decisions-schema.ts";
import { openImpersonationSchema } from "./impersonation-decision-schema.ts";
import { impersonationSchema, retirementSchema } from "./plan-impersonation-schema.ts";
import { findingCheckSchema, findingSchema } from "./plan-finding-schema.ts";
import { scopeObjectSchema, stepSchema } from "./plan-step-schema.ts";

const parentSchema = z.object({
  key: z.string(),
  status: z.enum(["read", "denied", "failed", "notFound", "notAsked"]),
  message: z.string().exactOptional(),
});

const coverageSchema = z.object({
  section: z.string(),
  status: z.enum(["read", "denied", "failed", "absent", "notAsked"]),
  rows: z.int().nullable(),
  holds: z.string(),
  message: z.string().exactOptional(),
  needs: z.string().exactOptional(),
  advice: z.string().exactOptional(),
  parentsNotRead: z.array(parentSchema),
});

const evidenceSchema = z.object({
  sha256: z.string().meta({ description: "hash of the decoded snapshot, without provenance" }),
  collectedAt: z.string(),
  tenant: z.object({ id: z.string(), initialDomain: z.string(), displayName: z.string() }),
  environment: z.string(),
  collector: z.object({
    mode: z.enum(["live", "script", "emulator"]),
    identity: z.string(),
    allowedCmdlets: z.array(z.string()).nullable(),
  }),
});

const legacySchema = z.object({
  policies: z.int().nullable(),
  impersonation: z.enum(["none", "absent", "found", "notRead"]),
  impersonationComplete: z.boolean(),
  delegatedGrantsExamined: z.boolean(),
  mailboxPermissionsExamined: z.boolean(),
  mailboxPermissionsExaminedInPart: z.boolean().exactOptional(),
  text: z.string(),
});

const sharedObjectSchema = z.object({
  object: scopeObjectSchema,
  changeHash: z.string(),
  steps: z.array(z.string()),
  apps: z.array(z.string()),
});

const waveSchema = z.object({
  wave: z.int(),
  risk: z.enum(["low", "medium", "high"]),
  apps: z.array(z.string()),
  why: z.array(z.string()),
});

const scheduleSchema = z.object({
  startAt: z.string(),
  freezes: z.array(freezeSchema),
  waves: z.array(
    z.object({
      wave: z.int(),
      startsAt: z.string(),
      changedAt: z.string().nullable(),
      retiredAt: z.string().nullable(),
    }),
  ),
  steps: z.array(z.object({ step: z.string(), earliestAt: z.string() })),
});

/** The plan document, format 1. The published JSON Schema is made from it. */
export const planSchema: z.ZodType<Plan> = z.object({
  schemaVersion: z.literal(1),
  tool: z.object({ name: z.string(), version: z.string() }),
  evidence: evidenceSchema,
  population: z.object({
    mailboxes: z.int().nullable(),
    apart: z.record(z.string(), z.int()).nullable(),
  }),
  coverage: z.array(coverageSchema),
  assumptions: z.array(z.object({ kind: z.string(), text: z.string(), source: z.string() })),
  legacy: legacySchema,
  apps: z.array(appSchema),
  impersonation: z.array(impersonationSchema).nullable(),
  retirements: z.array(retirementSchema).nullable(),
  settledImpersonation: z.array(z.string()),
  openImpersonation: z.array(openImpersonationSchema),
  steps: z.array(stepSchema),
  sharedObjects: z.array(sharedObjectSchema).exactOptional(),
  waves: z.array(waveSchema),
  schedule: scheduleSchema.exactOptional(),
  openDecisions: z.array(openDecisionSchema),
  findings: z.array(findingSchema),
  findingChecks: z.array(findingCheckSchema),
});

/** The published JSON Schema of plan.json. */
export function planJsonSchema(): Record<string, unknown> {
  return { title: "Scopewright plan, format 1", ...z.toJSONSchema(planSchema) };
}
