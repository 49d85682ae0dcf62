import { z } from "zod";
import { BOARD_DECISIONS } from "../model/approval.ts";

const approvalSchema = z.strictObject({
  changeHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .meta({ description: "changeHash of the app, assignment or shared object in plan.json" }),
  change: z
    .union([z.literal(1), z.literal(2)])
    .exactOptional()
    .meta({ description: "1 = migrate, also where it is left out; 2 = retire the legacy" }),
  decision: z
    .enum(BOARD_DECISIONS)
    .meta({ description: "scripts run by approved alone, and not beside another of these" }),
  name: z.string().meta({ description: "who decided" }),
  date: z.iso.date().meta({ description: "day of the decision" }),
  conditions: z
    .string()
    .exactOptional()
    .meta({ description: "said by the scripts before they change anything" }),
});

/** scripts/approvals.json, format 1. The scripts read it, and nothing here does: it is written, by report or by hand. */
const approvalsSchema = z.strictObject({
  schemaVersion: z.literal(1),
  approvals: z.array(approvalSchema),
});

/** The published JSON Schema of scripts/approvals.json. */
export function approvalsJsonSchema(): Record<string, unknown> {
  return { title: "Scopewright approvals, format 1", ...z.toJSONSchema(approvalsSchema) };
}
