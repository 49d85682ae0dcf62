import { z } from "zod";

import type { AdministrativeUnitMemberRow } from "../../../model/graph-rows.ts";
import { compact } from "../compact.ts";
import { optionalText, requiredId } from "../fields.ts";

/** Lines of `graph/administrativeUnitMembers`: direct members of one administrative unit. */
export const administrativeUnitMembers: z.ZodType<AdministrativeUnitMemberRow> = z
  .object({
    administrativeUnit: requiredId,
    row: z.object({ id: requiredId, "@odata.type": optionalText }),
  })
  .transform(({ administrativeUnit, row }) =>
    compact({ administrativeUnit, id: row.id, odataType: row["@odata.type"] }),
  );
