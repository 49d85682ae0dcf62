import { join } from "node:path";
import { afterEach } from "vitest";
import { startEmulator } from "../../../src/emulator/start-emulator.ts";
import type { Emulator, EmulatorOptions } from "../../../src/emulator/start-emulator.ts";
import type { Reply } from "../clients.ts";
import { invoke, send } from "../clients.ts";
import { requestAppToken } from "../../support/request-app-token.ts";
import type { Row } from "../tenant-folder.ts";

/** Talks to one emulated tenant over http, as an operator and as its apps. */
export interface Operator {
  readonly emulator: Emulator;
  readonly run: (cmdlet: string, parameters?: Row) => Promise<Reply>;
  readonly graph: (method: string, path: string, body?: Row) => Promise<Reply>;
  /** Moves the clock. */
  readonly advance: (minutes: number) => Promise<void>;
  readonly token: (appId: string) => Promise<string>;
  /** As an app: the answer of a route of the data plane. */
  readonly asApp: (token: string, method: string, path: string) => Promise<Reply>;
}

const running: Emulator[] = [];

/** Stops what a test started. Call it once, at the top of a test file. */
export function stopOperatorsAfterEach(): void {
  afterEach(async () => {
    await Promise.all(running.splice(0).map((emulator) => emulator.close()));
  });
}

export async function startOperator(
  tenantId: string,
  folder: string,
  options: Omit<EmulatorOptions, "folder"> = {},
): Promise<Operator> {
  const emulator = await startEmulator({ folder, ...options });
  running.push(emulator);
  const json = (body: Row | undefined): RequestInit =>
    body === undefined ? {} : { body: JSON.stringify(body) };
  return {
    emulator,
    run: (cmdlet, parameters = {}) => invoke(emulator, cmdlet, parameters, { tenant: tenantId }),
    graph: (method, path, body) => send(emulator, `/v1.0/${path}`, { method, ...json(body) }),
    advance: async (minutes) => {
      const reply = await send(emulator, "/emulator/clock", {
        method: "POST",
        ...json({ advanceMinutes: minutes }),
      });
      if (reply.status !== 200) throw new Error(reply.text);
    },
    token: async (appId) => await requestAppToken(emulator.url, tenantId, appId),
    asApp: (token, method, path) =>
      send(emulator, `/v1.0/${path}`, {
        method,
        headers: { Authorization: `Bearer ${token}` },
        ...(method === "POST" ? json({ message: { subject: "hello" } }) : {}),
      }),
  };
}

export const fixture = (name: string): string =>
  join(import.meta.dirname, "..", "..", "..", "fixtures", name);
