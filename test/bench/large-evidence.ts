import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

const ROW_BYTES = 2000;
const RECIPIENTS = "exchange/recipients";
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
  const file = join(to, `${RECIPIENTS}.ndjson`);
  const before = await readFile(file, "utf8");
  const hash = createHash("sha256");
  async function* lines(): AsyncGenerator<string> {
    yield before;
    for (let index = 0; index < count; index += 1) yield `${JSON.stringify(createRow(index))}\n`;
  }
  async function* hashed(): AsyncGenerator<string> {
    for await (const line of lines()) {
      hash.update(line);
      yield line;
    }
  }
  await pipeline(Readable.from(hashed()), createWriteStream(file));
  const path = join(to, "manifest.json");
  const manifest = JSON.parse(await readFile(path, "utf8")) as {
    sections: Record<string, { rows: number; sha256: string }>;
  };
  const entry = manifest.sections[RECIPIENTS];
  if (entry === undefined) throw new Error(`${from} has no recipients`);
  entry.rows += count;
  entry.sha256 = hash.digest("hex");
  await writeFile(path, JSON.stringify(manifest));
}

function createRow(index: number): object {
  const name = `user${String(index)}`;
  const tail = index.toString(16).padStart(12, "0");
  const row = {
    Identity: name,
    Alias: name,
    City: "Seattle",
    Company: "Contoso",
    CustomAttribute1: `c${String(index)}`,
    Department: index % 3 === 0 ? "Sales" : "Research",
    DisplayName: `User Number ${String(index)}`,
    DistinguishedName: `CN=${name},OU=contoso.onmicrosoft.com,OU=Microsoft Exchange Hosted Organizations,DC=EURP000A001,DC=prod,DC=outlook,DC=com`,
    EmailAddresses: [`SMTP:${name}@contoso.com`, `smtp:${name}@contoso.onmicrosoft.com`],
    ExternalDirectoryObjectId: `70000000-0000-4000-8000-${tail}`,
    Guid: `80000000-0000-4000-8000-${tail}`,
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
