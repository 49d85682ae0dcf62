import type { Argv } from "yargs";
import { createAnswerRecord } from "../scan/record-answers.ts";
import { createRequestWatch, type WatchedRequest } from "../scan/watch-requests.ts";
import type { Send } from "../scan/trusted-send.ts";
import type { CliIo } from "./cli-io.ts";
import { plainText } from "./plain-text.ts";

/** What is shown and kept of a scan's requests, for whoever must find out what went wrong. */
export interface DiagnosisOptions {
  /** One line on stderr for each request. */
  readonly debug: boolean;
  /** Folder that keeps the raw answers. */
  readonly record: string | undefined;
}

/** Adds `--record`; `--debug` is an option of every command. */
export function addDiagnosisOptions<T>(yargs: Argv<T>): Argv<T> {
  return yargs.option("record", {
    type: "string",
    describe: "keep the raw answers in this new folder, for a support case; secrets are taken out",
  });
}

/** Reads the options back from what yargs parsed. */
export function readDiagnosisOptions(argv: Readonly<Record<string, unknown>>): DiagnosisOptions {
  const record = argv["record"];
  return {
    debug: argv["debug"] === true,
    record: typeof record === "string" ? record : undefined,
  };
}

/**
 * Starts what the options ask for; the result goes around every sender of the scan.
 *
 * @param say writes a line to stderr, beside the progress of the scan
 * @returns undefined when nothing is asked for: then it costs nothing
 * @throws AppError `cannotWrite` when the folder of the record cannot be made, or is not empty
 */
export async function startDiagnosis(
  options: DiagnosisOptions,
  now: CliIo["now"],
  say: (line: string) => void,
): Promise<((send: Send) => Send) | undefined> {
  const { debug, record } = options;
  const watches: ((send: Send) => Send)[] = [];
  if (record !== undefined) {
    const onTrouble = (message: string): void =>
      say(`the record ends here, the scan goes on: ${plainText(message)}`);
    watches.push(await createAnswerRecord(record, { now, onTrouble }));
    say(
      `recording answers in ${plainText(record)}: data of the tenant, without tokens and secrets`,
    );
  }
  if (debug) {
    watches.push(createRequestWatch((request) => say(plainText(describe(request))), now));
  }
  if (watches.length === 0) return undefined;
  return (send) => watches.reduce((watched, watch) => watch(watched), send);
}

/** One line on a request: when, what, how it ended, and the ids by which the service's support finds it. */
function describe(request: WatchedRequest): string {
  const { service, method, path, cmdlet, status, attempt } = request;
  const named = {
    attempt: attempt === 1 ? undefined : String(attempt),
    "retry-after": request.retryAfter,
    "request-id": request.requestId,
    "client-request-id": request.clientRequestId,
  };
  const words = [
    `debug: +${(request.offsetMs / 1000).toFixed(3)}s`,
    service,
    method,
    path,
    cmdlet ?? "",
    status === null ? "no answer" : String(status),
    `${String(request.durationMs)} ms`,
    ...Object.entries(named).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${value}`],
    ),
  ];
  return words.filter((word) => word !== "").join(" ");
}
