import { groupKey, mailboxKey } from "../ids.ts";
import type {
  GroupDescription,
  GroupType,
  RecipientDescription,
  RecipientType,
} from "../tenant-description.ts";

/** A recipient with the given number; what is not told is blank. */
export function recipient(
  number: number,
  type: RecipientType,
  displayName: string,
  more: Partial<RecipientDescription> = {},
): RecipientDescription {
  return {
    key: mailboxKey(number),
    type,
    name: displayName,
    alias: aliasOf(displayName),
    displayName,
    department: "",
    office: "",
    company: "",
    customAttribute1: "",
    ...more,
  };
}

/** A group with the given number. Exchange appends a time to the names of mail-enabled security groups. */
export function group(
  number: number,
  type: GroupType,
  displayName: string,
  more: Partial<GroupDescription> = {},
): GroupDescription {
  const alias = aliasOf(displayName).replaceAll(".", "-");
  const key = groupKey(number);
  const names = {
    MailUniversalSecurityGroup: `${displayName}202402050815${String(number).padStart(2, "0")}`,
    MailUniversalDistributionGroup: displayName,
    GroupMailbox: `${alias}_${key}`,
    DynamicDistributionGroup: displayName,
  };
  return { key, type, name: names[type], alias, displayName, members: [], ...more };
}

/** The keys of the mailboxes from the first number to the last. */
export const mailboxes = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => mailboxKey(first + index));

const aliasOf = (displayName: string): string =>
  displayName
    .normalize("NFD")
    .replaceAll(/[^A-Za-z0-9 ]/g, "")
    .trim()
    .replaceAll(/ +/g, ".")
    .toLowerCase();
