import { z } from "zod";

import type { ApplicationRow, Credential } from "../../../model/graph-rows.ts";
import { compact } from "../compact.ts";
import {
  displayText,
  instant,
  nullToUndefined,
  optionalBoolean,
  requiredAppId,
  requiredId,
} from "../fields.ts";
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

/** Dates and names alone: a key, a hint or a secret is never kept, whatever the row holds. */
const credentials = (kind: Credential["kind"]): z.ZodType<readonly Credential[] | undefined> =>
  z
    .array(
      z
        .object({ keyId: displayText, displayName: displayText, endDateTime: instant })
        .transform((row): Credential => compact({ kind, ...row })),
    )
    .nullish()
    .transform(nullToUndefined);

/** Rows of `/applications`: app registrations of this tenant. */
export const applications: z.ZodType<ApplicationRow> = z
  .object({
    id: requiredId,
    appId: requiredAppId,
    displayName: displayText,
    isDisabled: optionalBoolean,
    requiredResourceAccess: z.array(requiredResourceAccess).nullish().transform(nullToUndefined),
    passwordCredentials: credentials("secret"),
    keyCredentials: credentials("certificate"),
    owners,
  })
  .transform(({ passwordCredentials: secrets, keyCredentials: certificates, ...row }) =>
    compact({
      ...row,
      // Half a list may lack the one that ends first.
      credentials:
        secrets === undefined || certificates === undefined
          ? undefined
          : [...secrets, ...certificates],
    }),
  );
