import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { AppError } from "../errors.ts";
import { describeRequest } from "./describe-request.ts";
import { readBytes, type ReadBytes, replay } from "./replay-answer.ts";
import { redactSecrets } from "./redact-secrets.ts";
import type { Send } from "./trusted-send.ts";

interface RecordOptions {
  readonly now: () => Date;
  /** Told once, when a file cannot be written: then nothing more is recorded, and the requests go on as before. */
  readonly onTrouble: (message: string) => void;
}

/** Headers that are, or may hold, what lets somebody in. */
const SECRET_HEADER = /authorization|cookie|token|secret|password|api-?key/i;

/**
 * Keeps the raw answer to every request that passes, a file each, in a folder that is new or empty.
 *
 * The files hold data of the tenant, and no secrets (`redactSecrets`); only their owner may read them. One answer for
 * each request under way is held in memory, and its file is written before the answer is handed on.
 *
 * INVARIANT: whoever sent the request gets the same bytes, or the same failure, as without a record. Trouble with the
 * record never ends a scan: the scan cannot always be repeated, and its evidence does not need the record.
 *
 * @throws AppError `cannotWrite` when the folder cannot be made, or is not empty
 */
export async function createAnswerRecord(
  folder: string,
  { now, onTrouble }: RecordOptions,
): Promise<(send: Send) => Send> {
  await prepareFolder(folder);
  const tokens = new Set<string>();
  let requests = 0;
  let ended = false;

  async function write(name: string, entry: object): Promise<void> {
    if (ended) return;
    try {
      const text = `${JSON.stringify(entry, null, 2)}\n`;
      await writeFile(join(folder, name), text, { flag: "wx", mode: 0o600 });
    } catch (cause) {
      if (ended) return;
      ended = true;
      onTrouble(`cannot write \`${join(folder, name)}\`: ${messageOf(cause)}`);
    }
  }

  return (send) => async (url, init) => {
    if (ended) return await send(url, init);
    requests += 1;
    const number = String(requests).padStart(4, "0");
    const { service, cmdlet, method, path } = describeRequest(url, init);
    const name = `${number}-${safeName(cmdlet ?? `${service}${resourceOf(path)}`)}`;
    rememberToken(tokens, init);
    const redact = (text: string): string => redactSecrets(text, tokens);
    const sentAt = now();
    const elapsedMs = (): number => now().getTime() - sentAt.getTime();
    const request = {
      service,
      cmdlet,
      method,
      url: redact(url),
      requestHeaders: shownHeaders(new Headers(init.headers), redact),
      requestBody: typeof init.body === "string" ? redact(init.body) : undefined,
      sentAt: sentAt.toISOString(),
    };
    try {
      const response = await send(url, init);
      const answeredAfterMs = elapsedMs();
      const read = await readBytes(response);
      await write(`${name}-${String(response.status)}.json`, {
        ...request,
        answeredAfterMs,
        endedAfterMs: elapsedMs(),
        status: response.status,
        headers: shownHeaders(response.headers, redact),
        ...shownBody(read, redact),
      });
      return replay(response, read);
    } catch (cause) {
      const failure = redact(messageOf(cause));
      await write(`${name}-none.json`, { ...request, endedAfterMs: elapsedMs(), failure });
      throw cause;
    }
  };
}

async function prepareFolder(folder: string): Promise<void> {
  let names: readonly string[];
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    names = await readdir(folder);
  } catch (cause) {
    const message = `cannot write to \`${folder}\`: ${messageOf(cause)}`;
    throw new AppError("cannotWrite", message, { cause });
  }
  if (names.length === 0) return;
  throw new AppError("cannotWrite", `\`${folder}\` is not empty`, {
    hint: "a record needs a folder of its own: name one that is new or empty",
  });
}

function rememberToken(tokens: Set<string>, init: RequestInit): void {
  const token = /^bearer\s+(\S+)$/i.exec(new Headers(init.headers).get("authorization") ?? "")?.[1];
  if (token !== undefined) tokens.add(token);
}

function shownHeaders(
  headers: Headers,
  redact: (text: string) => string,
): Readonly<Record<string, string>> {
  const shown = [...headers].filter(([name]) => !SECRET_HEADER.test(name));
  return Object.fromEntries(shown.map(([name, value]) => [name, redact(value)]));
}

/** The body as text, where it is; else its bytes. What came before a failure is shown beside it. */
function shownBody({ bytes, failure }: ReadBytes, redact: (text: string) => string): object {
  const broken = failure === undefined ? {} : { failure: redact(messageOf(failure.cause)) };
  const text = bytes.toString("utf8");
  if (!text.includes("\0") && Buffer.from(text).equals(bytes)) {
    return { ...broken, body: redact(text) };
  }
  // Byte by byte, and without the zeros that stand between the characters of wider encodings.
  const characters = bytes.toString("latin1").replaceAll("\0", "");
  if (redact(characters) !== characters) return { ...broken, bodyWithheld: WITHHELD };
  return { ...broken, bodyBase64: bytes.toString("base64") };
}

const WITHHELD = "holds a secret in an encoding that it cannot be taken out of";

/** The first part of a path that is a word: `/v1.0/groups/<id>/owners` is about groups. */
function resourceOf(path: string): string {
  const parts = path.split(/[/?(]/).filter((part) => /^\$?[a-z]+$/i.test(part));
  return parts[0] === undefined ? "" : `-${parts[0]}`;
}

/** Only what a name of a file may be made of anywhere. */
const safeName = (name: string): string => name.replaceAll(/[^A-Za-z0-9-]+/g, "").slice(0, 60);

function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const inner = cause.cause instanceof Error ? `: ${cause.cause.message}` : "";
  return `${cause.message}${inner}`;
}
