import { isMailboxType } from "../../model/recipient.ts";
import type { Cmdlet } from "../cmdlet.ts";
import { readParent } from "../read-section.ts";
import { keyOf } from "../recipient-directory.ts";
import type { RawRow } from "../row-values.ts";
import { lowerTextOf, textOf } from "../row-values.ts";
import { findRecipient } from "./find-recipient.ts";

/**
 * Permissions on one mailbox: those recorded, and what every mailbox has by default: its owner's own, and an inherited
 * denial.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/get-mailboxpermission "Description"
 *   (docs as of 2026-08-21)
 */
export const getMailboxPermission: Cmdlet = {
  name: "Get-MailboxPermission",
  section: "exchange/mailboxPermissions",
  computes: ["Identity", "ResultSize"],
  run: ({ state, parameters }) => {
    const mailbox = findRecipient(state, parameters.text("Identity") ?? "", (row) =>
      isMailboxType(lowerTextOf(row, "RecipientTypeDetails") ?? ""),
    );
    const recorded = readParent(state, "exchange/mailboxPermissions", keyOf(mailbox) ?? "");
    const Identity = textOf(mailbox, "Name") ?? textOf(mailbox, "Alias") ?? "";
    const own = recorded.some((row) => lowerTextOf(row, "User") === SELF.User.toLowerCase());
    const defaults: readonly RawRow[] = own ? [] : [SELF, INHERITED_DENIAL];
    return { rows: [...defaults.map((row) => ({ Identity, ...row })), ...recorded] };
  },
};

const SELF = {
  User: "NT AUTHORITY\\SELF",
  AccessRights: ["FullAccess", "ReadPermission"],
  IsInherited: false,
  Deny: false,
  InheritanceType: "All",
} as const satisfies RawRow;

const INHERITED_DENIAL: RawRow = {
  User: "EMULATED\\Organization Management",
  AccessRights: ["FullAccess"],
  IsInherited: true,
  Deny: true,
  InheritanceType: "All",
};
