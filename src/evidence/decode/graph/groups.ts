import { z } from "zod";

import type { GraphGroupRow } from "../../../model/graph-rows.ts";
import { compact } from "../compact.ts";
import { displayText, nullableBoolean, nullableText, requiredId } from "../fields.ts";
import { owners } from "./owners.ts";

/** Rows of `/groups`: who may change the groups in use. */
export const groups: z.ZodType<GraphGroupRow> = z
  .object({
    id: requiredId,
    displayName: displayText,
    onPremisesSyncEnabled: nullableBoolean,
    membershipRule: nullableText,
    visibility: nullableText,
    isAssignableToRole: nullableBoolean,
    owners,
  })
  .transform((row) => compact(row));
