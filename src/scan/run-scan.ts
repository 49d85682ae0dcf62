import { rm } from "node:fs/promises";

import { type EarlierScan, readEarlierScan } from "../evidence/earlier-scan.ts";
import { prepareEvidenceFolder, removeEvidence } from "../evidence/prepare-evidence-folder.ts";
import type { ScanHead } from "../evidence/scan-journal.ts";
import { createEvidenceWriter, type EvidenceWriterOptions } from "../evidence/write-evidence.ts";
import { type SectionName, SECTIONS } from "../model/sections.ts";
import {
  type AskedSections,
  EVERY_SECTION,
  listAskedOptions,
  resolveSections,
} from "./asked-sections.ts";
import { assertAnythingRead } from "./assert-anything-read.ts";
import { assertHasExchange } from "./assert-has-exchange.ts";
import { type ConnectOptions, DEFAULT_CONCURRENCY, findTenant } from "./connect-tenant.ts";
import { describeTenant } from "./describe-tenant.ts";
import type { ExchangeReader } from "./exchange/exchange-reader.ts";
import type { GraphReader } from "./graph/graph-reader.ts";
import { leaveOut } from "./leave-out.ts";
import { assertSameIdentity, checkScanToResume, type ScanIdentity } from "./resume-scan.ts";
import type { RetryPolicy } from "./retry.ts";
import type { ScanProgress } from "./scan-progress.ts";
import { scanTenant } from "./scan-tenant.ts";
import {
  createSectionRecorder,
  isTroubleOfTheService,
  type SectionRecord,
} from "./section-recorder.ts";
import { dependantsOf } from "./section-sources.ts";
import { createServiceClock } from "./service-clock.ts";
import type { Send } from "./trusted-send.ts";

export interface ScanOptions extends ConnectOptions {
  readonly outFolder: string;
  /** Replaces evidence that is in the folder. */
  readonly force: boolean;
  /** Goes on with the scan that was interrupted in the folder, or reads again what it was refused. */
  readonly resume?: boolean | undefined;
  /** What to read. Default: what every scan reads. */
  readonly asked?: AskedSections | undefined;
  readonly tool: { readonly name: string; readonly version: string };
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined;
  readonly random?: (() => number) | undefined;
  readonly onProgress: (progress: ScanProgress) => void;
  /** Goes around every sender: shows or keeps what passes. */
  readonly watch?: ((send: Send) => Send) | undefined;
  /** Tells a person what a resumed scan finds. */
  readonly onMessage?: ((message: string) => void) | undefined;
}

/** A section that was refused or failed, with the least permission that reads it. */
export interface UnreadSection {
  readonly section: SectionName;
  readonly status: "denied" | "failed";
  readonly message: string;
  readonly needs: string;
}

export interface ScanResult {
  readonly folder: string;
  /** Something was refused or failed: a section, or a part of one. */
  readonly incomplete: boolean;
  readonly unread: readonly UnreadSection[];
  readonly sections: readonly SectionRecord[];
  /** Sections that nobody was asked for, with why. */
  readonly leftOut: ReadonlyMap<SectionName, string>;
}

/**
 * Scans a tenant into an evidence folder, or goes on with a scan that was interrupted. Only reads.
 *
 * @throws AppError `usage` for the tenant, the options, or another scan than the interrupted one; `cannotWrite` for the
 *   folder; `accessDenied` when sign-in fails or every section is refused; `serviceUnavailable` when nothing at all
 *   could be read
 */
export async function runScan(options: ScanOptions): Promise<ScanResult> {
  const asked = options.asked ?? EVERY_SECTION;
  const { included, leftOut } = resolveSections(asked);
  const { outFolder } = options;
  const clock = createServiceClock(options.now);
  const retry = createRetryPolicy(options);
  const earlier = options.resume === true ? await readEarlierScan(outFolder) : null;
  const tenant = await findTenant(options, retry, (send) => clock.watch(watched(options, send)));
  const identity = identityOf(options, tenant.id);
  // Nobody types a code only to hear that the folder is taken, or that there is nothing to do.
  if (await isNothingToDo(options, earlier, identity))
    return { ...summarise(outFolder, []), leftOut };

  const connection = await tenant.connect();
  const signedIn = { ...identity, identity: connection.signedInAs.identity };
  if (earlier !== null) assertSameIdentity(outFolder, earlier, signedIn.identity);
  const allowedCmdlets = await readAllowedCmdlets(connection.exchange);
  // Dates are counted from the first try, which is the careful side.
  const times = earlier?.scan && {
    startedAt: earlier.scan.startedAt,
    collectedAt: earlier.head.collectedAt,
  };
  const head: ScanHead = {
    ...signedIn,
    ...(times ?? { startedAt: options.now().toISOString(), collectedAt: clock.startedAt() }),
    tool: options.tool,
  };
  const writer = await createEvidenceWriter(outFolder, writerOptions(options, head, earlier));
  const sections = createSectionRecorder(writer, options.onProgress);
  for (const [name, message] of leftOut) {
    writer.recordSection(name, { status: "notAsked", message });
  }
  const scanned = await scanTenant(
    {
      ...connection,
      sections: leaveOut(sections, leftOut),
      concurrency: options.concurrency ?? DEFAULT_CONCURRENCY,
    },
    { included, policyChecks: asked.policyChecks, decidedGroups: asked.decidedGroups },
  );
  await assertWorthKeeping(options, sections.records(), { earlier, graph: connection.graph });
  await writer.finish({
    tenant: describeTenant(tenant.id, options.tenant, scanned),
    environment: "exchangeOnline",
    cloud: head.cloud,
    collectedAt: head.collectedAt,
    collector: { mode: head.mode, identity: head.identity, allowedCmdlets },
  });
  return { ...summarise(outFolder, sections.records()), leftOut };
}

const watched = ({ watch }: ScanOptions, send: Send): Send => watch?.(send) ?? send;

const identityOf = (
  { emulatorUrl, asked, cloud }: ScanOptions,
  tenantId: string,
): ScanIdentity => ({
  tenantId,
  cloud: cloud ?? "worldwide",
  mode: emulatorUrl !== undefined ? "emulator" : "live",
  asked: listAskedOptions(asked ?? EVERY_SECTION),
});

/**
 * Tells whether a resumed scan has nothing to read; says what it finds.
 *
 * @throws AppError when the folder is taken, or what it holds cannot be gone on with
 */
async function isNothingToDo(
  options: ScanOptions,
  earlier: EarlierScan | null,
  identity: ScanIdentity,
): Promise<boolean> {
  const { outFolder, tool, onMessage = () => undefined } = options;
  if (earlier !== null) {
    const now = { ...identity, tool, at: options.now() };
    const { isWhole, message } = await checkScanToResume(outFolder, earlier, now);
    onMessage(message);
    return isWhole;
  }
  if (!options.force) await prepareEvidenceFolder(outFolder, false);
  if (options.resume === true) {
    onMessage(`nothing to resume in \`${outFolder}\`: reading from the start`);
  }
  return false;
}

const writerOptions = (
  { tool, now, force }: ScanOptions,
  head: ScanHead,
  earlier: EarlierScan | null,
): EvidenceWriterOptions => ({
  tool,
  now,
  force,
  head,
  ...(earlier !== null && { earlier: { sections: earlier.sections, dependants: dependantsOf } }),
});

/**
 * Refuses to complete a folder in which nothing was read.
 *
 * A first try leaves it without evidence, so that the next one finds it free; an earlier one's sections stay.
 *
 * @throws AppError that stands for all sections
 */
async function assertWorthKeeping(
  { outFolder, force }: ScanOptions,
  records: readonly SectionRecord[],
  { earlier, graph }: { readonly earlier: EarlierScan | null; readonly graph: GraphReader },
): Promise<void> {
  try {
    assertAnythingRead(records, earlier?.sections ?? {});
    await assertHasExchange(records, graph);
  } catch (nothing) {
    if (earlier === null && force) await removeEvidence(outFolder);
    else if (earlier === null) await rm(outFolder, { recursive: true, force: true });
    throw nothing;
  }
}

/** Which cmdlets the identity may run. Not knowing does not end a scan: each section is tried anyway. */
async function readAllowedCmdlets(exchange: ExchangeReader): Promise<readonly string[] | null> {
  try {
    return await exchange.readAllowedCmdlets();
  } catch (cause) {
    if (isTroubleOfTheService(cause)) return null;
    throw cause;
  }
}

function summarise(folder: string, records: readonly SectionRecord[]): Omit<ScanResult, "leftOut"> {
  const unread = records.flatMap(({ section, status, message }): readonly UnreadSection[] =>
    status === "denied" || status === "failed"
      ? [{ section, status, message: message ?? "", needs: SECTIONS[section].needs }]
      : [],
  );
  const incomplete = unread.length > 0 || records.some(({ parentsNotRead }) => parentsNotRead > 0);
  return { folder, incomplete, unread, sections: records };
}

function createRetryPolicy({ sleep, random, now }: ScanOptions): RetryPolicy {
  return {
    maxAttempts: 10,
    budgetMs: 20 * 60_000,
    baseDelayMs: 2000,
    maxDelayMs: 60_000,
    // The runtime's own limit for the first byte of an answer; the service itself may take 15 minutes.
    attemptTimeoutMs: 300_000,
    sleep: sleep ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))),
    random: random ?? Math.random,
    clock: () => now().getTime(),
  };
}
