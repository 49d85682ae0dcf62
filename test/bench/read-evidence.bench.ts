/**
 * Compares reading recipients through `readEvidence` with the least that reading them can cost: streaming the file and
 * `JSON.parse` of each line.
 *
 * Usage: npx tsx test/bench/read-evidence.bench.ts [recipients]
 */
import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { hashSnapshot } from "../../src/evidence/hash-snapshot.ts";
import { readEvidence } from "../../src/evidence/read-evidence.ts";
import { createEvidenceWriter } from "../../src/evidence/write-evidence.ts";

const ROW_BYTES = 2000;
const ROUNDS = 3;

async function main(): Promise<void> {
  const count = Number(process.argv[2] ?? 200_000);
  const folder = await mkdtemp(join(tmpdir(), "read-evidence-bench-"));
  try {
    const written = await measure(() => writeRecipients(folder, count));
    print(`${count} recipients of ${ROW_BYTES} bytes, written in ${seconds(written)}`);
    await compareReads(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compareReads(folder: string): Promise<void> {
  const options = { recipientProperties: () => new Set(["department", "emailaddresses"]) };
  let floor = Number.POSITIVE_INFINITY;
  let ours = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    floor = Math.min(floor, await measure(() => parseLines(folder)));
    ours = Math.min(ours, await measure(() => readEvidence(folder, options)));
  }
  print(`streaming and JSON.parse: ${seconds(floor)}`);
  print(`readEvidence:             ${seconds(ours)}`);
  print(`ratio:                    ${(ours / floor).toFixed(2)}`);
  print(`peak RSS:                 ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
  const snapshot = await readEvidence(folder, options);
  const hashed = await measure(() => hashSnapshot(snapshot));
  print(`hashSnapshot:             ${seconds(hashed)}`);
}

async function parseLines(folder: string): Promise<number> {
  const path = join(folder, "exchange/recipients.ndjson");
  const input = createReadStream(path, { highWaterMark: 1 << 20, encoding: "utf8" });
  let rows = 0;
  let rest = "";
  for await (const chunk of input as AsyncIterable<string>) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (JSON.parse(line) !== null) rows += 1;
  }
  return rows;
}

async function writeRecipients(folder: string, count: number): Promise<void> {
  const writer = await createEvidenceWriter(folder, {
    tool: { name: "bench", version: "0" },
    now: () => new Date(0),
  });
  const section = await writer.openSection("exchange/recipients");
  for (let index = 0; index < count; index += 1) await section.write(createRow(index));
  await section.close({ status: "read" });
  await writer.finish({
    tenant: { id: "bench", initialDomain: "bench.example", displayName: "Bench" },
    environment: "exchangeOnline",
    cloud: "worldwide",
    collectedAt: "2026-11-01T00:00:00Z",
    collector: { mode: "emulator", identity: "bench", allowedCmdlets: null },
  });
}

function createRow(index: number): object {
  const name = `user${index}`;
  const tail = index.toString(16).padStart(12, "0");
  const row = {
    Identity: name,
    Alias: name,
    City: "Seattle",
    Company: "Contoso",
    Department: index % 3 === 0 ? "Sales" : "Research",
    DisplayName: `User Number ${index}`,
    DistinguishedName: `CN=${name},OU=contoso.example,OU=Microsoft Exchange Hosted Organizations,DC=EURPR01A001,DC=PROD,DC=OUTLOOK,DC=COM`,
    EmailAddresses: [`SMTP:${name}@contoso.example`, `smtp:${name}@contoso.onmicrosoft.com`],
    ExternalDirectoryObjectId: `10000000-0000-4000-8000-${tail}`,
    Guid: `20000000-0000-4000-8000-${tail}`,
    HiddenFromAddressListsEnabled: false,
    Name: name,
    PrimarySmtpAddress: `${name}@contoso.example`,
    RecipientType: "UserMailbox",
    RecipientTypeDetails: "UserMailbox",
    WhenChanged: "2026-04-10T08:56:22.0000000+00:00",
    ...Object.fromEntries(
      Array.from({ length: 15 }, (_, n) => [`CustomAttribute${n + 1}`, n === 0 ? `c${index}` : ""]),
    ),
    ...Object.fromEntries(
      Array.from({ length: 12 }, (_, n) => [`ExtensionProperty${n + 1}`, n % 2 === 0 ? null : n]),
    ),
    Notes: "",
  };
  const missing = ROW_BYTES - JSON.stringify(row).length - 1;
  return { ...row, Notes: "n".repeat(Math.max(0, missing)) };
}

async function measure(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

await main();
