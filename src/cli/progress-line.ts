import type { ScanProgress } from "../scan/scan-progress.ts";
import type { CliIo } from "./cli-io.ts";

export interface ProgressLine {
  show(progress: ScanProgress): void;
  /** Takes the line away, so that a message does not stand on it. */
  clear(): void;
}

const CLEAR_LINE = "\r\u001B[2K";

/**
 * One line on stderr that follows the scan: section, rows, requests, throttled. Finished sections stay as a line.
 * Quiet when stderr is no terminal.
 */
export function createProgressLine(io: CliIo): ProgressLine {
  if (!io.stderrIsTty) return { show: () => undefined, clear: () => undefined };
  return {
    show: (progress) => {
      const done = progress.state !== "reading";
      io.stderr(`${CLEAR_LINE}${describe(progress)}${done ? "\n" : ""}`);
    },
    clear: () => {
      io.stderr(CLEAR_LINE);
    },
  };
}

function describe({ section, state, rows, requests, throttled }: ScanProgress): string {
  const slowed = throttled === 0 ? "" : `, throttled ${String(throttled)} times`;
  const counts = `${String(rows)} rows, ${String(requests)} requests${slowed}`;
  return `${state.padEnd(8)} ${section.padEnd(42)} ${counts}`;
}
