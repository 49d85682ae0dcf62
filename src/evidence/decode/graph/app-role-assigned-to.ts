import { z } from "zod";

import type { AppRoleAssignmentRow } from "../../../model/graph-rows.ts";
import { compact } from "../compact.ts";
import {
  displayText,
  instant,
  optionalText,
  requiredId,
  requiredServicePrincipalId,
  requiredText,
} from "../fields.ts";

/** Rows of `/servicePrincipals/{resource}/appRoleAssignedTo`. */
export const appRoleAssignedTo: z.ZodType<AppRoleAssignmentRow> = z
  .object({
    id: requiredText,
    appRoleId: requiredId,
    principalId: requiredServicePrincipalId,
    principalType: optionalText,
    principalDisplayName: displayText,
    resourceId: requiredId,
    createdDateTime: instant,
  })
  .transform((row) => compact(row));
