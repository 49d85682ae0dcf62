import {
  AccessDeniedError,
  type AppError,
  NotFoundError,
  ServiceUnavailableError,
  ThrottledError,
} from "../../errors.ts";
import { redactSecrets } from "../redact-secrets.ts";
import { WHAT_TO_DO_ABOUT_A_REFUSED_TOKEN } from "../token-refusal.ts";

/** An answer of the Exchange admin service that is not rows, reduced to what can be acted on. */
export interface ExchangeFailure {
  readonly status: number;
  /** Name of the .NET exception, without its namespace; "" when the answer names none. */
  readonly type: string;
  /** What the service said, on one line. */
  readonly text: string;
}

/** Failures that the service itself calls passing, though it answers 400. */
const TRANSIENT =
  /DCOverloadedException|SuitabilityDirectoryException|ServerInMMException|ADServerSettingsChangedException|StorageTransientException|CmdletProxyNotAvailableFailure|ServerBusyException|TransientException|BackendCommunicationException/;
const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);
const MAX_TEXT_CHARS = 600;

/**
 * Reads what an error answer says: `details[0].message`, then the internal exception, then `error.message`.
 *
 * `error.message` alone is always generic. A refusal's body may be empty, NUL bytes or HTML: the reason is then in
 * the headers, if anywhere.
 */
export function readExchangeFailure(
  status: number,
  headers: Headers,
  body: string,
): ExchangeFailure {
  const said = readBody(body);
  const diagnostics = headers.get("x-ms-diagnostics");
  const texts = [said.text, readReason(diagnostics), headers.get("x-exceptiontype")];
  const text = texts.find((candidate) => candidate !== null && candidate !== "");
  return {
    status,
    type: shortType(said.type || (headers.get("x-exceptiontype") ?? "")),
    text: oneLine(redactSecrets(text ?? "the answer has no text")),
  };
}

/** Tells whether the same request can succeed a moment later. */
export function isTransient(failure: ExchangeFailure): boolean {
  if (failure.type === "ManagementObjectNotFoundException") return false;
  return (
    TRANSIENT_STATUSES.has(failure.status) ||
    TRANSIENT.test(failure.type) ||
    TRANSIENT.test(failure.text)
  );
}

/** Turns a failure into the error that callers tell apart; the failure stays in `cause`. */
export function toAppError(failure: ExchangeFailure, what: string): AppError {
  const { status, type, text } = failure;
  const detail = `${text} (status ${status})`;
  if (status === 401) {
    const message = `exchange refused ${what}: ${detail}: ${WHAT_TO_DO_ABOUT_A_REFUSED_TOKEN}`;
    return new AccessDeniedError(message, { cause: failure });
  }
  if (isRefusal(failure)) {
    return new AccessDeniedError(`exchange refused ${what}: ${detail}`, { cause: failure });
  }
  if (type === "ManagementObjectNotFoundException") {
    return new NotFoundError(`exchange did not find what ${what} asks for: ${detail}`, {
      cause: failure,
    });
  }
  if (status === 429) {
    return new ThrottledError(`exchange throttled ${what}: ${detail}`, { cause: failure });
  }
  return new ServiceUnavailableError(`exchange could not serve ${what}: ${detail}`, {
    cause: failure,
  });
}

function isRefusal({ status, type }: ExchangeFailure): boolean {
  return status === 403 || type === "CmdletAccessDeniedException";
}

interface Said {
  readonly text: string;
  readonly type: string;
}

function readBody(body: string): Said {
  const text = body.replaceAll("\0", "").trim();
  if (text === "") return { text: "", type: "" };
  if (text.startsWith("<")) return { text: "an html page instead of an answer", type: "" };
  try {
    return readErrorObject(JSON.parse(text));
  } catch {
    return { text, type: "" };
  }
}

function readErrorObject(body: unknown): Said {
  const error = field(body, "error");
  const internal = field(field(error, "innererror"), "internalexception");
  const internalType = asText(field(internal, "type"));
  const detail = asText(field(first(field(error, "details")), "message"));
  if (detail !== "") return readDetail(detail, internalType);

  const record = first(field(body, "ErrorRecords"));
  const texts = [
    field(internal, "message"),
    field(error, "message"),
    field(record, "Message"),
    field(body, "Message"),
    error,
  ].map(asText);
  return { text: texts.find((text) => text !== "") ?? "", type: internalType };
}

/** `error id|exception type|text`: the id may be empty, the text may hold `|` or be JSON. */
function readDetail(message: string, fallbackType: string): Said {
  const [, type = "", ...rest] = message.split("|");
  if (rest.length === 0) return { text: message, type: fallbackType };
  return readDetailText(rest.join("|"), type);
}

function readDetailText(text: string, type: string): Said {
  if (!text.startsWith("{")) return { text, type };
  try {
    const parsed: unknown = JSON.parse(text);
    const said = asText(field(parsed, "localizedString")) || asText(field(parsed, "Message"));
    return { text: said || text, type: type || asText(field(parsed, "ClassName")) };
  } catch {
    return { text, type };
  }
}

/** `2000003;reason="..."` */
function readReason(diagnostics: string | null): string | null {
  if (diagnostics === null) return null;
  return /reason="([^"]*)"/.exec(diagnostics)?.[1] ?? diagnostics;
}

const shortType = (type: string): string => type.trim().split(".").at(-1) ?? "";

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim().replace(/\.$/, "");
  return line.length > MAX_TEXT_CHARS ? `${line.slice(0, MAX_TEXT_CHARS)}…` : line;
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

const first = (value: unknown): unknown =>
  Array.isArray(value) ? (value[0] as unknown) : undefined;
const asText = (value: unknown): string => (typeof value === "string" ? value.trim() : "");
