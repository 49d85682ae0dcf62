import { z } from "zod";

import type { Owner } from "../../../model/graph-rows.ts";
import { compact } from "../compact.ts";
import { displayText, nullToUndefined, requiredId } from "../fields.ts";

const owner = z
  .object({ id: requiredId, displayName: displayText })
  .transform((row): Owner => compact(row));

/** The expanded `owners` of an object; absent = the row does not say. */
export const owners: z.ZodType<Owner[] | undefined> = z
  .array(owner)
  .nullish()
  .transform(nullToUndefined);
