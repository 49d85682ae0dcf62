import { z } from "zod";

import type { MailboxPermissionRow } from "../../../model/exchange-rows.ts";
import { recipientKey } from "../../../model/ids.ts";
import { compact } from "../compact.ts";
import { exchangeRow } from "../exchange-row.ts";
import {
  nullableList,
  optionalBoolean,
  requiredId,
  requiredReference,
  splitList,
} from "../fields.ts";

/** Lines of `exchange/mailboxPermissions`: what `Get-MailboxPermission` said of one mailbox. */
export const mailboxPermissions: z.ZodType<MailboxPermissionRow> = z
  .object({
    mailbox: requiredId.transform(recipientKey),
    row: exchangeRow({
      User: requiredReference,
      AccessRights: nullableList,
      Deny: optionalBoolean,
      IsInherited: optionalBoolean,
    }),
  })
  .transform(({ mailbox, row }) =>
    compact({
      mailbox,
      user: row.User,
      accessRights: decodeRights(row.AccessRights ?? []),
      deny: row.Deny,
      isInherited: row.IsInherited,
    }),
  );

/** PowerShell prints a list as `{FullAccess, ReadPermission}`. */
const decodeRights = (rights: string | readonly string[]): string[] =>
  splitList([rights].flat().map((text) => text.replaceAll(/[{}]/g, " ")));
