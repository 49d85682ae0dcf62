import { z } from "zod";

import type { GraphAdministrativeUnitRow } from "../../../model/graph-rows.ts";
import { compact } from "../compact.ts";
import { displayText, nullableBoolean, nullableText, requiredId } from "../fields.ts";

/** Rows of `/directory/administrativeUnits`. */
export const administrativeUnits: z.ZodType<GraphAdministrativeUnitRow> = z
  .object({
    id: requiredId,
    displayName: displayText,
    membershipType: nullableText,
    isMemberManagementRestricted: nullableBoolean,
  })
  .transform((row) => compact(row));
