import { z } from "zod";
import { FINDING_KINDS, FINDING_SEVERITIES } from "../model/finding.ts";
import type { Finding, FindingCheck } from "../model/finding.ts";
import { SECTION_NAMES } from "../model/sections.ts";

const kindSchema = z.enum(FINDING_KINDS);
const severitySchema = z.enum(FINDING_SEVERITIES);
const sectionSchema = z.enum(SECTION_NAMES);

const subjectSchema = z.object({
  kind: z.enum([
    "app",
    "application",
    "assignment",
    "deletedServicePrincipal",
    "grant",
    "group",
    "pointer",
    "policy",
    "scope",
    "section",
    "servicePrincipal",
    "tenant",
  ]),
  id: z.string(),
  name: z.string().nullable(),
});

/** One finding of a plan. */
export const findingSchema: z.ZodType<Finding> = z.object({
  id: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .meta({ description: "hash of kind and subject: the same on every run" }),
  kind: kindSchema,
  severity: severitySchema,
  subject: subjectSchema,
  app: z
    .object({
      appId: z.string().nullable(),
      servicePrincipalId: z.string().nullable(),
      displayName: z.string(),
    })
    .nullable(),
  text: z.string(),
  evidence: z.array(z.object({ section: sectionSchema, row: z.string(), value: z.string() })),
});

/** One kind of the catalogue: its words, and how far it could be looked for. */
export const findingCheckSchema: z.ZodType<FindingCheck> = z.object({
  kind: kindSchema,
  severity: severitySchema,
  title: z.string(),
  why: z.string(),
  whatToDo: z.string(),
  source: z.object({ url: z.string(), asOf: z.string() }),
  outcome: z.enum(["assessed", "partly", "notAssessed"]),
  found: z.int().nullable().meta({ description: "null = not assessed, which is not none" }),
  sections: z.array(sectionSchema),
  notAssessed: z.array(
    z.object({
      subject: subjectSchema.nullable(),
      section: sectionSchema,
      status: z.enum([
        "denied",
        "failed",
        "absent",
        "notAsked",
        "notFound",
        "notReported",
        "notVisible",
        "byDesign",
        "open",
      ]),
      why: z.string(),
    }),
  ),
});
