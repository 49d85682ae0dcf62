import { z } from "zod";
import type { AppDecision, Decisions, OpenDecision, ScheduleDecision } from "../model/decisions.ts";
import type { Freeze } from "../model/plan-schedule.ts";
import { impersonationDecisionSchema } from "./impersonation-decision-schema.ts";

const guid = z
  .string()
  .regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/, "expected an id")
  .transform((id) => id.toLowerCase());

const instant = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/,
    "expected a time in UTC, such as 2027-01-11T18:00:00Z",
  )
  .refine((text) => !Number.isNaN(Date.parse(text)), "no such day or time")
  .meta({ description: "ISO 8601, UTC" });

/** R4.8 and U17: fewer days show no weekly job, and subscriptions live up to seven days. */
const observationDays = z
  .int()
  .min(8, "at least 8 days: a weekly job must be seen once, and subscriptions live up to 7")
  .max(366)
  .meta({
    description: "days between cut-over and the end of the policies; 14 without a decision",
  });

/** A time in which nothing is to be changed. */
export const freezeSchema: z.ZodType<Freeze> = z
  .strictObject({ from: instant, to: instant, why: z.string().min(1) })
  .refine(({ from, to }) => from < to, "it ends before it begins");

const scheduleSchema: z.ZodType<ScheduleDecision> = z.strictObject({
  startAt: instant.exactOptional(),
  freezes: z.array(freezeSchema).exactOptional(),
  observationDays: observationDays.exactOptional(),
});

/** What was decided of one app. */
export const appDecisionSchema: z.ZodType<AppDecision> = z
  .strictObject({
    intendedScope: z
      .strictObject({
        filter: z.string().min(1).meta({
          description: "recipient filter (OPATH) of the mailboxes that the app is to reach",
        }),
      })
      .exactOptional(),
    reachesNobody: z
      .enum(["move", "remove"])
      .meta({ description: "move the scope that is empty today, or let the grants go" })
      .exactOptional(),
    scope: z
      .string()
      .min(1)
      .meta({ description: "id of the candidate that is to stand for the app's policies" })
      .exactOptional(),
    keep: z
      .array(z.string().min(1))
      .min(1)
      .meta({ description: "permissions that stay granted in Entra, such as Mail.Send" })
      .exactOptional(),
    owner: z.string().min(1).meta({ description: "who answers for the app" }).exactOptional(),
    wave: z
      .int()
      .min(1)
      .max(99)
      .meta({ description: "the wave in which it moves; 1 = first" })
      .exactOptional(),
    autodiscover: z
      .enum(["needed", "notNeeded"])
      .meta({ description: "whether it finds mailboxes through Autodiscover: no role opens that" })
      .exactOptional(),
    tokenLifetimeMinutes: z
      .int()
      .min(10)
      .max(2880)
      .meta({
        description: "how long a token of its client lives at most; 28 hours without a decision",
      })
      .exactOptional(),
    observationDays: observationDays.exactOptional(),
    accept: z
      .strictObject({
        verdict: z.enum(["equivalent", "narrower", "wider", "mixed", "unproven"]),
        changeHash: z
          .string()
          .regex(/^[0-9a-f]{64}$/, "expected the change hash of the app's plan"),
        acceptedBy: z.string().min(1, "expected a name"),
      })
      .exactOptional(),
  })
  .meta({ description: "what was decided of one app" });

/** One decision that a plan waits for. */
export const openDecisionSchema: z.ZodType<OpenDecision> = z.object({
  appId: z.string(),
  displayName: z.string(),
  decision: z.enum([
    "intendedScope",
    "reachesNobody",
    "scope",
    "keep",
    "owner",
    "wave",
    "autodiscover",
    "tokenLifetimeMinutes",
    "observationDays",
    "accept",
  ]),
  question: z.string(),
  choices: z.array(z.string()),
  example: appDecisionSchema,
});

/** decisions.json, format 1. A key that nobody knows is refused: a decision that is misspelt must not be lost. */
export const decisionsSchema: z.ZodType<Decisions> = z.strictObject({
  schemaVersion: z.literal(1),
  tenantId: guid,
  schedule: scheduleSchema.exactOptional(),
  apps: z.record(z.string(), appDecisionSchema).transform(lowerKeys),
  impersonation: z
    .record(z.string(), impersonationDecisionSchema)
    .transform(lowerKeys)
    .meta({ description: "by id of the impersonation item: who does the work of the account" })
    .exactOptional(),
  open: z
    .array(z.unknown())
    .meta({ description: "for people: what the plan waits for; not read" })
    .exactOptional(),
  openImpersonation: z
    .array(z.unknown())
    .meta({ description: "for people: accounts of which no app was named yet; not read" })
    .exactOptional(),
});

function lowerKeys<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).map(([key, one]) => [key.toLowerCase(), one]));
}

/** The published JSON Schema of decisions.json. */
export function decisionsJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(decisionsSchema, { io: "input" });
}
