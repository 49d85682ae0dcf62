import { EXIT_CODES, type AppErrorCode } from "../errors.ts";

const WORDS: Readonly<Record<AppErrorCode, string>> = {
  incomplete:
    "done but incomplete: a section is refused, failed or left out, an app is blocked, unproven or not rehearsed",
  usage: "wrong usage: flag, argument, unknown --app, evidence of another tenant",
  invalidInput: "manifest or plan unreadable, wrong schemaVersion, not evidence",
  inputMissing: "input missing",
  serviceUnavailable:
    "nothing could be read: the service failed or cannot be reached; no PowerShell to rehearse with",
  internal: "a bug of ours",
  cannotWrite: "the output cannot be written, or it exists",
  throttled: "throttled beyond the retries: try later",
  accessDenied: "sign-in failed, or every section was refused",
};

/** The table of exit codes, for --help. */
export function exitCodeHelp(): string {
  const lines = (Object.keys(EXIT_CODES) as AppErrorCode[]).map(
    (code) => `  ${String(EXIT_CODES[code]).padStart(2)}  ${WORDS[code]}`,
  );
  return ["Exit codes:", "   0  done", FAILED, CHANGES, ...lines].join("\n");
}

const FAILED = "   1  done, and a script or a way back failed (rehearse)";
const CHANGES = "   2  done, there are changes (plan --detailed-exitcode)";
