import { afterAll, afterEach } from "vitest";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import type { Emulator } from "../../src/emulator/start-emulator.ts";
import type { Faults } from "../../src/emulator/faults/faults.ts";
import { TENANT_ID } from "./contoso.ts";
import { removeFolders, writeFolder } from "./tenant-folder.ts";
import type { FolderOptions, Row, TenantContent } from "./tenant-folder.ts";

const running: Emulator[] = [];
let shared: Promise<Emulator> | undefined;

/** Stops what a test started. Call it once, at the top of a test file. */
export function stopAfterEach(): void {
  afterEach(async () => {
    await Promise.all(running.splice(0).map((emulator) => emulator.close()));
  });
  afterAll(async () => {
    await (await shared)?.close();
    // The next file may find this module as it is left.
    shared = undefined;
    await removeFolders();
  });
}

interface StartOptions extends FolderOptions {
  readonly faults?: Faults;
}

/**
 * Starts the tenant of these tests, with some sections replaced. Without arguments, the tests of a file share one: it
 * never changes.
 */
export async function start(changes?: TenantContent, options?: StartOptions): Promise<Emulator> {
  if (changes === undefined) return (shared ??= launch());
  const emulator = await launch(changes, options);
  running.push(emulator);
  return emulator;
}

async function launch(
  changes: TenantContent = {},
  { faults = {}, ...options }: StartOptions = {},
): Promise<Emulator> {
  return startEmulator({ folder: await writeFolder(changes, options), faults });
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; an empty object when it is none. */
  readonly body: Row;
  readonly rows: readonly Row[];
}

export const ANCHOR = `APP:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@${TENANT_ID}`;

export interface InvokeOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly tenant?: string;
  /** A link to go on with; its origin is replaced. */
  readonly link?: string;
  readonly query?: string;
}

/** Runs a cmdlet, with an anchor unless the headers say otherwise. */
export async function invoke(
  emulator: Emulator,
  cmdlet: string,
  parameters: Row = {},
  options: InvokeOptions = {},
): Promise<Reply> {
  const path = `/adminapi/beta/${options.tenant ?? TENANT_ID}/InvokeCommand${options.query ?? ""}`;
  const url = options.link === undefined ? path : pathOf(options.link);
  return send(emulator, url, {
    method: "POST",
    headers: { "X-AnchorMailbox": ANCHOR, ...options.headers },
    body: JSON.stringify({ CmdletInput: { CmdletName: cmdlet, Parameters: parameters } }),
  });
}

/** Follows every link of a cmdlet that must succeed. */
export async function invokeAll(
  emulator: Emulator,
  cmdlet: string,
  parameters: Row = {},
  tenant = TENANT_ID,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let reply = await invoke(emulator, cmdlet, parameters, { tenant });
  for (;;) {
    if (reply.status !== 200) throw new Error(`${cmdlet} answered ${reply.status}: ${reply.text}`);
    rows.push(...reply.rows);
    const link = reply.body["@odata.nextLink"];
    if (typeof link !== "string") return rows;
    reply = await invoke(emulator, cmdlet, parameters, { link });
  }
}

export const graph = (emulator: Emulator, path: string, init: RequestInit = {}): Promise<Reply> =>
  send(emulator, path.startsWith("/") ? path : `/v1.0/${path}`, init);

/** Sends a request with a bearer token. */
export async function send(
  emulator: Emulator,
  path: string,
  init: RequestInit = {},
): Promise<Reply> {
  const response = await fetch(emulator.url + path, {
    ...init,
    headers: {
      Authorization: "Bearer any",
      "Content-Type": "application/json",
      ...(init.headers as Record<string, string> | undefined),
    },
  });
  const text = await response.text();
  const body = parse(text);
  const value = body["value"];
  return {
    status: response.status,
    headers: response.headers,
    text,
    body,
    rows: Array.isArray(value) ? (value as Row[]) : [],
  };
}

/** Path and query of a link, which names the real host. */
export const pathOf = (link: string): string => {
  const url = new URL(link);
  return url.pathname + url.search;
};

/** The error text of an Exchange answer, wherever it stands. */
export const errorTextOf = (reply: Reply): string => JSON.stringify(reply.body["error"] ?? null);

function parse(text: string): Row {
  try {
    return JSON.parse(text) as Row;
  } catch {
    return {};
  }
}
