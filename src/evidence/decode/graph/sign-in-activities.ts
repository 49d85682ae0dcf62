import { z } from "zod";

import type { SignInActivityRow } from "../../../model/graph-rows.ts";
import { compact } from "../compact.ts";
import { requiredAppId } from "../fields.ts";
import { decodeInstant } from "../instant.ts";

/** Dates before the service existed are how it prints that there is none. */
const FIRST_YEAR = 2000;

/** The date in an activity; one that cannot be read, or that stands for none, counts as no record. */
const lastSignIn = z
  .unknown()
  .transform((activity) => {
    if (typeof activity !== "object" || activity === null) return undefined;
    const at = decodeInstant(Reflect.get(activity, "lastSignInDateTime"));
    return at !== undefined && new Date(at).getUTCFullYear() >= FIRST_YEAR ? at : undefined;
  })
  .optional();

/** Rows of `/beta/reports/servicePrincipalSignInActivities`. */
export const signInActivities: z.ZodType<SignInActivityRow> = z
  .object({
    appId: requiredAppId,
    lastSignInActivity: lastSignIn,
    applicationAuthenticationClientSignInActivity: lastSignIn,
    delegatedClientSignInActivity: lastSignIn,
    applicationAuthenticationResourceSignInActivity: lastSignIn,
    delegatedResourceSignInActivity: lastSignIn,
  })
  .transform((row) =>
    compact({
      appId: row.appId,
      lastSignInAt: row.lastSignInActivity,
      appOnlyClientAt: row.applicationAuthenticationClientSignInActivity,
      delegatedClientAt: row.delegatedClientSignInActivity,
      appOnlyResourceAt: row.applicationAuthenticationResourceSignInActivity,
      delegatedResourceAt: row.delegatedResourceSignInActivity,
    }),
  );
