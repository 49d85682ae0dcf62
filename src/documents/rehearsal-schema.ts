import { z } from "zod";
import { REHEARSAL_STATEMENT, type Rehearsal } from "../model/rehearsal.ts";

const statusSchema = z.enum([
  "blocked",
  "nothingToDo",
  "needsDecision",
  "deleteOnly",
  "review",
  "ready",
]);

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const runSchema = z.object({
  script: z.string(),
  startedAt: z.string(),
  endedAt: z.string(),
  waits: z.int(),
  outcome: z.enum(["passed", "failed"]),
  error: z.string().nullable(),
});

const kindSchema = z.enum(["kept", "gained", "lost", "outside"]);

const differenceSchema = z.object({
  moment: z.string(),
  route: z.string(),
  mailbox: z.string(),
  kind: kindSchema,
  answer: z.enum(["open", "closed", "unknown"]),
});

const accessSchema = z.object({
  routes: z.array(
    z.object({
      route: z.string(),
      permissions: z.array(z.string()),
      mailboxes: z.object({ kept: z.int(), gained: z.int(), lost: z.int(), outside: z.int() }),
    }),
  ),
  notSampled: z.array(z.string()),
  moments: z.array(
    z.object({
      moment: z.string(),
      at: z.string(),
      open: z.int(),
      closed: z.int(),
      unknown: z.int(),
    }),
  ),
  differences: z.array(differenceSchema),
});

const appSchema = z.object({
  appId: z.string().nullable(),
  displayName: z.string(),
  status: statusSchema,
  changeHash: sha256,
  wave: z.int(),
  passed: z.boolean(),
  scripts: z.array(runSchema),
  access: accessSchema,
  leftToPlan: z.array(z.string()),
  rollbacks: z.array(
    z.object({
      from: z.string(),
      scripts: z.array(runSchema),
      differences: z.array(differenceSchema),
      notRestored: z.array(z.string()),
    }),
  ),
});

/** rehearsal.json, format 1. The published JSON Schema is made from it. */
export const rehearsalSchema: z.ZodType<Rehearsal> = z.object({
  schemaVersion: z.literal(1),
  tool: z.object({ name: z.string(), version: z.string() }),
  statement: z.literal(REHEARSAL_STATEMENT),
  grantedForIt: z.array(z.string()),
  engine: z.object({ powerShell: z.string(), exchangeModule: z.string() }),
  plan: z.object({ sha256 }).meta({ description: "SHA-256 of the plan.json that was rehearsed" }),
  evidence: z.object({ sha256: z.string(), collectedAt: z.string() }),
  ranAt: z.string().meta({
    description: "by the clock of the machine; every other time is the emulated tenant's",
  }),
  passed: z.boolean(),
  clock: z.object({ from: z.string(), to: z.string() }),
  sampling: z.object({
    mailboxesOfAKind: z.int(),
    mailboxes: z.int(),
    requests: z.int(),
    how: z.string(),
  }),
  rollbacksFrom: z.array(z.string()),
  apps: z.array(appSchema),
  shared: z
    .array(
      z.object({
        name: z.string(),
        changeHash: sha256,
        wave: z.int(),
        passed: z.boolean(),
        scripts: z.array(runSchema),
        leftToPlan: z.array(z.string()),
        removals: z.array(z.object({ from: z.string(), scripts: z.array(runSchema) })),
      }),
    )
    .exactOptional(),
  retirements: z.array(
    z.object({
      id: z.string(),
      assignment: z.string(),
      changeHash: sha256,
      passed: z.boolean(),
      scripts: z.array(runSchema),
      leftToPlan: z.array(z.string()),
    }),
  ),
  notRehearsed: z.array(
    z.object({
      appId: z.string().nullable(),
      displayName: z.string(),
      status: statusSchema,
      reason: z.string(),
    }),
  ),
});

/** The published JSON Schema of rehearsal.json. */
export function rehearsalJsonSchema(): Record<string, unknown> {
  return { title: "Scopewright rehearsal, format 1", ...z.toJSONSchema(rehearsalSchema) };
}
