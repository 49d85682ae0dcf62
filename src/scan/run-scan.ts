import { rm } from "node:fs/promises";

import { AppError, type AppErrorCode } from "../errors.ts";
import { prepareEvidenceFolder } from "../evidence/prepare-evidence-folder.ts";
import { createEvidenceWriter } from "../evidence/write-evidence.ts";
import { type SectionName, SECTIONS } from "../model/sections.ts";
import { type AskedSections, EVERY_SECTION, resolveSections } from "./asked-sections.ts";
import { assertHasExchange } from "./assert-has-exchange.ts";
import { type ConnectOptions, DEFAULT_CONCURRENCY, findTenant } from "./connect-tenant.ts";
import { describeTenant } from "./describe-tenant.ts";
import type { ExchangeReader } from "./exchange/exchange-reader.ts";
import { leaveOut } from "./leave-out.ts";
import type { RetryPolicy } from "./retry.ts";
import type { ScanProgress } from "./scan-progress.ts";
import { scanTenant } from "./scan-tenant.ts";
import {
  createSectionRecorder,
  isTroubleOfTheService,
  type SectionRecord,
} from "./section-recorder.ts";
import { createServiceClock } from "./service-clock.ts";
import type { Send } from "./trusted-send.ts";

export interface ScanOptions extends ConnectOptions {
  readonly outFolder: string;
  /** Replaces evidence that is in the folder. */
  readonly force: boolean;
  /** What to read. Default: what every scan reads. */
  readonly asked?: AskedSections | undefined;
  readonly tool: { readonly name: string; readonly version: string };
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined;
  readonly random?: (() => number) | undefined;
  readonly onProgress: (progress: ScanProgress) => void;
  /** Goes around every sender: shows or keeps what passes. */
  readonly watch?: ((send: Send) => Send) | undefined;
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
 * Scans a tenant into an evidence folder. Only reads.
 *
 * @throws AppError `usage` for the tenant or the options; `cannotWrite` for the folder; `accessDenied` when sign-in
 *   fails or every section is refused; `serviceUnavailable` when nothing at all could be read
 */
export async function runScan(options: ScanOptions): Promise<ScanResult> {
  const asked = options.asked ?? EVERY_SECTION;
  const { included, leftOut } = resolveSections(asked);
  const clock = createServiceClock(options.now);
  const retry = createRetryPolicy(options);
  const watch = options.watch ?? ((send: Send) => send);
  const tenant = await findTenant(options, retry, (send) => clock.watch(watch(send)));
  // Nobody types a code only to hear that the folder is taken.
  if (!options.force) await prepareEvidenceFolder(options.outFolder, false);
  const { exchange, graph, signedInAs } = await tenant.connect();
  const writer = await createEvidenceWriter(options.outFolder, options);
  const sections = createSectionRecorder(writer, options.onProgress);
  for (const [name, message] of leftOut) {
    writer.recordSection(name, { status: "notAsked", message });
  }
  const allowedCmdlets = await readAllowedCmdlets(exchange);
  const context = {
    exchange,
    graph,
    sections: leaveOut(sections, leftOut),
    concurrency: options.concurrency ?? DEFAULT_CONCURRENCY,
  };
  const scanned = await scanTenant(context, { included, policyChecks: asked.policyChecks });
  try {
    assertAnythingRead(sections.records());
    await assertHasExchange(sections.records(), graph);
  } catch (nothing) {
    // The folder was empty before: nothing is lost, and the next try finds it free.
    if (!options.force) await rm(options.outFolder, { recursive: true, force: true });
    throw nothing;
  }
  await writer.finish({
    tenant: describeTenant(tenant.id, options.tenant, scanned),
    environment: "exchangeOnline",
    cloud: options.cloud ?? "worldwide",
    collectedAt: clock.startedAt(),
    collector: {
      mode: options.emulatorUrl !== undefined ? "emulator" : "live",
      identity: signedInAs.identity,
      allowedCmdlets,
    },
  });
  return { ...summarise(options.outFolder, sections.records()), leftOut };
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

const LEAST_RIGHTS =
  "give the identity the least rights: the Entra role Global Reader (Exchange: View-Only Organization Management), " +
  "and on Microsoft Graph Application.Read.All, GroupMember.Read.All, AdministrativeUnit.Read.All, Organization.Read.All; scopewright permissions prints all of it";

/** @throws AppError that stands for all sections, when not one of them was read */
function assertAnythingRead(records: readonly SectionRecord[]): void {
  if (records.some(({ status }) => status === "read" || status === "absent")) return;
  const refused = records.find(({ status }) => status === "denied");
  const throttled = records.find((record) => record.throttled);
  const first = refused ?? throttled ?? records[0];
  const [code, hint] = whatToDo(refused !== undefined, throttled !== undefined);
  throw new AppError(code, `nothing could be read: ${first?.message ?? "nothing was asked"}`, {
    hint,
  });
}

function whatToDo(refused: boolean, throttled: boolean): readonly [AppErrorCode, string] {
  if (refused) return ["accessDenied", LEAST_RIGHTS];
  return throttled
    ? ["throttled", "the service asked to slow down: try later, with --concurrency 1"]
    : ["serviceUnavailable", "try later"];
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
