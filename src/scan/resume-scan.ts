import { isDeepStrictEqual } from "node:util";

import { AppError } from "../errors.ts";
import { type EarlierScan, isWhole, listFinished } from "../evidence/earlier-scan.ts";
import type { ScanHead } from "../evidence/scan-journal.ts";

/** One plan must not rest on sections that were read on different days. */
const MAX_AGE_HOURS = 24;

/** What a scan is, before and after somebody signed in. */
export type ScanIdentity = Pick<ScanHead, "tenantId" | "cloud" | "mode" | "asked">;

/** What a scan may go on with, and what a person is told of it. */
export interface ScanToResume {
  /** Nothing is left to read. */
  readonly isWhole: boolean;
  readonly message: string;
}

/**
 * Decides whether a scan may go on with what an earlier one left in a folder.
 *
 * Who signed in is compared later: nobody types a code for nothing.
 *
 * @throws AppError usage when the earlier scan is another one, of another day, or of another version of the tool
 */
export async function checkScanToResume(
  folder: string,
  earlier: EarlierScan,
  now: ScanIdentity & { readonly tool: ScanHead["tool"]; readonly at: Date },
): Promise<ScanToResume> {
  assertSameScan(folder, earlier, now);
  if (earlier.kind === "complete" && (await isWhole(folder, earlier))) {
    return { isWhole: true, message: `nothing to resume in \`${folder}\`: all of it was read` };
  }
  const startedAt = readStart(folder, earlier, now);
  const finished = listFinished(earlier.sections).length;
  const message = `going on with the scan of ${startedAt} in \`${folder}\`: ${finished} sections are finished`;
  return { isWhole: false, message };
}

function assertSameScan(folder: string, { head, scan }: EarlierScan, now: ScanIdentity): void {
  const differences = [
    compare("tenant", head.tenantId, now.tenantId),
    compare("cloud", head.cloud, now.cloud),
    compare("service", head.mode, now.mode),
    scan === null ? [] : compareOptions(scan.asked, now.asked),
  ].flat();
  if (differences.length > 0) throw refused(folder, differences);
}

/** @throws AppError usage when another identity signed in: it may be shown other rows */
export function assertSameIdentity(folder: string, earlier: EarlierScan, identity: string): void {
  const differences = compare("identity", earlier.head.identity, identity);
  if (differences.length > 0) throw refused(folder, differences);
}

/** When the scan started, if more may be read into its folder. */
function readStart(
  folder: string,
  { head, scan }: EarlierScan,
  now: { readonly tool: ScanHead["tool"]; readonly at: Date },
): string {
  const tool = compare("version of the tool", nameOf(head.tool), nameOf(now.tool));
  if (tool.length > 0) throw refused(folder, tool);
  if (scan === null) {
    throw new AppError("usage", `the evidence in \`${folder}\` does not say how it was asked for`, {
      hint: SCAN_ANEW,
    });
  }
  const ageHours = Math.abs(now.at.getTime() - Date.parse(scan.startedAt)) / 3_600_000;
  if (ageHours <= MAX_AGE_HOURS) return scan.startedAt;
  throw new AppError(
    "usage",
    `the scan in \`${folder}\` started at ${scan.startedAt}, more than ${MAX_AGE_HOURS} hours ago: one plan must not rest on sections of different days`,
    { hint: SCAN_ANEW },
  );
}

const SCAN_ANEW = "scan into another folder, or replace what is there with --force";

function refused(folder: string, differences: readonly string[]): AppError {
  const list = differences.join("; ");
  return new AppError("usage", `the scan in \`${folder}\` is not this one: ${list}`, {
    hint: `resume it with what it was started with, ${SCAN_ANEW.replace(/^scan/, "or scan anew")}`,
  });
}

function compare(what: string, before: string, after: string): readonly string[] {
  return before === after ? [] : [`its ${what} is \`${before}\`, now it is \`${after}\``];
}

/** As JSON tells them: what was not given is not there. */
function compareOptions(before: ScanHead["asked"], after: ScanHead["asked"]): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return names.flatMap((name) => {
    const [was, is] = [plain(before[name]), plain(after[name])];
    if (isDeepStrictEqual(was, is)) return [];
    return [`its \`--${name}\` was ${show(was)}, now it is ${show(is)}`];
  });
}

const plain = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value));

const show = (value: unknown): string =>
  value === undefined ? "not given" : `\`${JSON.stringify(value)}\``;

const nameOf = ({ name, version }: ScanHead["tool"]): string => `${name} ${version}`;
