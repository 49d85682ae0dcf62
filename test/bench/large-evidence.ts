import { cp } from "node:fs/promises";
import { appendRows } from "./append-rows.ts";

const ROW_BYTES = 2000;
const BLANKS: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(
    Array.from({ length: 14 }, (_, n) => [`CustomAttribute${String(n + 2)}`, ""] as const),
  ),
  ...Object.fromEntries(
    Array.from(
      { length: 12 },
      (_, n) => [`ExtensionProperty${String(n + 1)}`, n % 2 === 0 ? null : n] as const,
    ),
  ),
};

/** Copies an evidence folder and adds that many recipients of 2 kB each to it. */
export async function writeLargeEvidence(from: string, to: string, count: number): Promise<void> {
  await cp(from, to, { recursive: true });
  await appendRows(to, { section: "exchange/recipients", lines: recipientLines(count), count });
}

function* recipientLines(count: number): Generator<string> {
  for (let index = 0; index < count; index += 1) yield JSON.stringify(createRow(index));
}

/** The `Get-DistributionGroupMember` row of the recipient with that number. */
export function memberLine(group: string, index: number): string {
  const { name, key, guid, dn } = identify(index);
  return `{"group":"${group}","row":{"Identity":"${name}","Name":"${name}","Alias":"${name}","DisplayName":"User Number ${String(index)}","ExternalDirectoryObjectId":"${key}","Guid":"${guid}","DistinguishedName":"${dn}","PrimarySmtpAddress":"${name}@contoso.com","RecipientType":"UserMailbox","RecipientTypeDetails":"UserMailbox"}}`;
}

function identify(index: number): {
  readonly name: string;
  readonly key: string;
  readonly guid: string;
  readonly dn: string;
} {
  const name = `user${String(index)}`;
  const tail = index.toString(16).padStart(12, "0");
  return {
    name,
    key: `70000000-0000-4000-8000-${tail}`,
    guid: `80000000-0000-4000-8000-${tail}`,
    dn: `CN=${name},OU=contoso.onmicrosoft.com,OU=Microsoft Exchange Hosted Organizations,DC=EURP000A001,DC=prod,DC=outlook,DC=com`,
  };
}

function createRow(index: number): object {
  const { name, key, guid, dn } = identify(index);
  const row = {
    Identity: name,
    Alias: name,
    City: "Seattle",
    Company: "Contoso",
    CustomAttribute1: `c${String(index)}`,
    Department: index % 3 === 0 ? "Sales" : "Research",
    DisplayName: `User Number ${String(index)}`,
    DistinguishedName: dn,
    EmailAddresses: [`SMTP:${name}@contoso.com`, `smtp:${name}@contoso.onmicrosoft.com`],
    ExternalDirectoryObjectId: key,
    Guid: guid,
    HiddenFromAddressListsEnabled: false,
    Name: name,
    PrimarySmtpAddress: `${name}@contoso.com`,
    RecipientType: "UserMailbox",
    RecipientTypeDetails: "UserMailbox",
    WhenChanged: "2026-04-10T08:56:22.0000000+00:00",
    ...BLANKS,
    Notes: "",
  };
  const missing = ROW_BYTES - JSON.stringify(row).length - 1;
  return { ...row, Notes: "n".repeat(Math.max(0, missing)) };
}
