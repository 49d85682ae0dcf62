import { z } from "zod";

import type { DeletedServicePrincipalRow } from "../../../model/graph-rows.ts";
import { compact } from "../compact.ts";
import { displayText, requiredAppId, requiredServicePrincipalId } from "../fields.ts";
import { decodeInstant } from "../instant.ts";

/** Rows of `/directory/deletedItems/microsoft.graph.servicePrincipal`. */
export const deletedServicePrincipals: z.ZodType<DeletedServicePrincipalRow> = z
  .object({
    id: requiredServicePrincipalId,
    appId: requiredAppId,
    displayName: displayText,
    deletedDateTime: z
      .unknown()
      .transform((value) => (value === null ? null : decodeInstant(value)))
      .optional(),
  })
  .transform((row) => compact(row));
