import { z } from "zod";

import type { ApplicationRow } from "../../../model/graph-rows.ts";
import { compact } from "../compact.ts";
import { displayText, nullToUndefined, requiredAppId, requiredId } from "../fields.ts";
import { owners } from "./owners.ts";

/** `Role` = application permission; `Scope` = delegated, which is not kept. */
const requiredResourceAccess = z
  .object({
    resourceAppId: requiredAppId,
    resourceAccess: z.array(z.object({ id: requiredId, type: z.string() })).nullish(),
  })
  .transform(({ resourceAppId, resourceAccess }) => ({
    resourceAppId,
    roleIds: (resourceAccess ?? []).filter(({ type }) => type === "Role").map(({ id }) => id),
  }));

/** Rows of `/applications`: app registrations of this tenant. */
export const applications: z.ZodType<ApplicationRow> = z
  .object({
    id: requiredId,
    appId: requiredAppId,
    displayName: displayText,
    requiredResourceAccess: z.array(requiredResourceAccess).nullish().transform(nullToUndefined),
    owners,
  })
  .transform((row) => compact(row));
