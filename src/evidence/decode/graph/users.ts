import { z } from "zod";

import type { UserRow } from "../../../model/graph-rows.ts";
import { compact } from "../compact.ts";
import { optionalText, requiredId } from "../fields.ts";

/** Rows of `/users`. */
export const users: z.ZodType<UserRow> = z
  .object({ id: requiredId, userPrincipalName: optionalText })
  .transform((row) => compact(row));
