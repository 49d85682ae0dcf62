import { z } from "zod";
import type { AppDecision, Decisions, OpenDecision } from "../model/decisions.ts";

const guid = z
  .string()
  .regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/, "expected an id")
  .transform((id) => id.toLowerCase());

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
  decision: z.enum(["intendedScope", "reachesNobody", "accept"]),
  question: z.string(),
  choices: z.array(z.string()),
  example: appDecisionSchema,
});

/** decisions.json, format 1. A key that nobody knows is refused: a decision that is misspelt must not be lost. */
export const decisionsSchema: z.ZodType<Decisions> = z.strictObject({
  schemaVersion: z.literal(1),
  tenantId: guid,
  apps: z.record(z.string(), appDecisionSchema).transform(lowerKeys),
  open: z
    .array(z.unknown())
    .meta({ description: "for people: what the plan waits for; not read" })
    .exactOptional(),
});

function lowerKeys<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).map(([key, one]) => [key.toLowerCase(), one]));
}

/** The published JSON Schema of decisions.json. */
export function decisionsJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(decisionsSchema, { io: "input" });
}
