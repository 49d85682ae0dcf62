import { z } from "zod";

import type { ServicePrincipalAuthorizationRow } from "../../../model/exchange-rows.ts";
import { compact } from "../compact.ts";
import { exchangeRow } from "../exchange-row.ts";
import {
  enumName,
  nullableList,
  nullableReference,
  requiredAppId,
  requiredText,
  splitList,
} from "../fields.ts";

/** Lines of `exchange/servicePrincipalAuthorizations`: `Test-ServicePrincipalAuthorization` of one app. */
export const servicePrincipalAuthorizations: z.ZodType<ServicePrincipalAuthorizationRow> = z
  .object({
    appId: requiredAppId,
    row: exchangeRow({
      RoleName: requiredText,
      GrantedPermissions: nullableList,
      AllowedResourceScope: nullableReference,
      ScopeType: enumName(),
    }),
  })
  .transform(({ appId, row }) =>
    compact({
      appId,
      roleName: row.RoleName,
      grantedPermissions: splitList(row.GrantedPermissions ?? []),
      allowedResourceScope: row.AllowedResourceScope,
      scopeType: row.ScopeType,
    }),
  );
