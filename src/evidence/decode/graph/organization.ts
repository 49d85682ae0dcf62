import { z } from "zod";

import type { OrganizationRow } from "../../../model/graph-rows.ts";
import { compact } from "../compact.ts";
import { displayText, requiredId } from "../fields.ts";

const verifiedDomain = z.object({ name: displayText, isInitial: z.unknown().optional() });

/** The row of `/organization`. */
export const organization: z.ZodType<OrganizationRow> = z
  .object({
    id: requiredId,
    displayName: displayText,
    verifiedDomains: z.array(verifiedDomain).nullish(),
  })
  .transform((row) =>
    compact({
      id: row.id,
      displayName: row.displayName,
      initialDomain: row.verifiedDomains?.find((domain) => domain.isInitial === true)?.name,
    }),
  );
