import type { z } from "zod";

import type { ExchangeAdministrativeUnitRow } from "../../../model/exchange-rows.ts";
import { normaliseReference } from "../guid.ts";
import { compact } from "../compact.ts";
import { exchangeRow } from "../exchange-row.ts";
import { optionalId, optionalText } from "../fields.ts";

/** A unit is known by four ids, and each may be a GUID in a case of its own. */
const reference = optionalText.transform((text) =>
  text === undefined ? undefined : normaliseReference(text),
);

/** Rows of `Get-AdministrativeUnit`. */
export const exchangeAdministrativeUnits: z.ZodType<ExchangeAdministrativeUnitRow> = exchangeRow({
  Name: reference,
  Identity: reference,
  DisplayName: optionalText,
  ExternalDirectoryObjectId: optionalId,
  Guid: optionalId,
  DistinguishedName: optionalText,
}).transform((row) =>
  compact({
    name: row.Name,
    identity: row.Identity,
    displayName: row.DisplayName,
    externalDirectoryObjectId: row.ExternalDirectoryObjectId,
    guid: row.Guid,
    distinguishedName: row.DistinguishedName,
  }),
);
