import { z } from "zod";

import type { EffectiveUserRow } from "../../../model/exchange-rows.ts";
import { requiredText } from "../fields.ts";
import { roleAssignments } from "./role-assignments.ts";

/** Lines of `exchange/impersonationEffectiveUsers`: assignments of one role, expanded to their effective users. */
export const impersonationEffectiveUsers: z.ZodType<EffectiveUserRow> = z
  .object({ role: requiredText, row: roleAssignments })
  .transform((line) => ({ role: line.role, assignment: line.row }));
