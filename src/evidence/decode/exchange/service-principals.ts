import type { z } from "zod";

import type { ExchangeServicePrincipalRow } from "../../../model/exchange-rows.ts";
import { compact } from "../compact.ts";
import { exchangeRow } from "../exchange-row.ts";
import {
  optionalBoolean,
  optionalId,
  optionalText,
  requiredAppId,
  requiredServicePrincipalId,
} from "../fields.ts";

/** Rows of `Get-ServicePrincipal`. */
export const exchangeServicePrincipals: z.ZodType<ExchangeServicePrincipalRow> = exchangeRow({
  ObjectId: requiredServicePrincipalId,
  AppId: requiredAppId,
  DisplayName: optionalText,
  Identity: optionalText,
  Name: optionalText,
  Guid: optionalId,
  OverrideEnforceExoAppRbacPermissions: optionalBoolean,
}).transform((row) =>
  compact({
    objectId: row.ObjectId,
    appId: row.AppId,
    displayName: row.DisplayName,
    identity: row.Identity,
    name: row.Name,
    guid: row.Guid,
    overrideEnforceExoAppRbacPermissions: row.OverrideEnforceExoAppRbacPermissions,
  }),
);
