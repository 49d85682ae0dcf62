import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { AppError } from "../errors.ts";
import type { Answer, ServiceRequest } from "./answer.ts";
import type { EmulatedService } from "./emulated-service.ts";
import { createPageCursors } from "./exchange/page-cursors.ts";
import { routeExchange } from "./exchange/route-exchange.ts";
import type { EntraDirectory } from "./entra/entra-directory.ts";
import { createEntra, type Entra } from "./entra/route-entra.ts";
import { createTenantHistory } from "./changes/tenant-history.ts";
import type { Visibility } from "./changes/visibility.ts";
import { routeAppTokens } from "./app-tokens.ts";
import { routeAdministration } from "./route-administration.ts";
import { createVirtualClock } from "./virtual-clock.ts";
import { createFaultSource } from "./faults/create-fault-source.ts";
import type { Faults } from "./faults/faults.ts";
import { routeGraph } from "./graph/route-graph.ts";
import { loadState } from "./load-state.ts";
import type { RequestLogEntry } from "./request-log.ts";
import { createRequestLog } from "./request-log.ts";
import { routeSignIn } from "./route-sign-in.ts";
import { sendAnswer } from "./send-answer.ts";

export interface EmulatorOptions {
  /** An evidence folder, with an optional `emulator.json`. */
  readonly folder: string;
  /** Default: any free port. */
  readonly port?: number;
  readonly host?: "127.0.0.1";
  readonly faults?: Faults | undefined;
  /** The sign-in service: tokens and who may have them. Default: tokens for every app of the tenant, with any secret. */
  readonly entra?: EntraDirectory;
  /** When enforcement sees a change. Default `atEnd`: at the end of its settle window. */
  readonly visibility?: Visibility;
  /** Lifetime of each app token, in minutes. Default: 60 to 90, each its own. */
  readonly tokenLifetimeMinutes?: number;
}

export interface Emulator {
  /** Origin, without a path. */
  readonly url: string;
  close(): Promise<void>;
  /** The last requests that were answered, oldest first. */
  requests(): readonly RequestLogEntry[];
}

const CURSOR_LIFETIME_MS = 30 * 60 * 1_000;

/**
 * Starts an emulated tenant on the loopback interface: Exchange admin REST, Microsoft Graph, and the lookup of the
 * tenant behind a domain. Administration takes any bearer token; mailboxes are open to an app's own token only.
 *
 * Changes are taken as the services take them, and last until the emulator is closed. Time stands still until it is
 * moved; routes for that: see `routeAdministration`.
 *
 * @throws AppError `inputMissing` or `invalidInput` for the folder, `usage` for a port that cannot be had
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const faults = options.faults ?? {};
  const loaded = await loadState(options.folder);
  const clock = createVirtualClock(loaded.collectedAt);
  const { visibility = "atEnd", tokenLifetimeMinutes } = options;
  const history = createTenantHistory(loaded, clock, {
    visibility,
    tokenMinutes: tokenLifetimeMinutes,
  });
  const service: EmulatedService = {
    get state() {
      return history.configured();
    },
    history,
    clock,
    tokenMinutes: tokenLifetimeMinutes,
    faults,
    meet: createFaultSource(faults),
    cursors: createPageCursors(faults.cursorLifetimeMs ?? CURSOR_LIFETIME_MS, Date.now),
    log: createRequestLog(),
  };
  const entra: Entra =
    options.entra === undefined
      ? (request) => routeAppTokens(service, request)
      : createEntra(options.entra);
  const server = createServer((incoming, response) => {
    void handle({ service, entra }, incoming, response);
  });
  // A client that sends on a connection in the moment in which it is closed for being idle would fail without reason.
  server.keepAliveTimeout = 0;
  const port = await listen(server, options);
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => close(server),
    requests: () => service.log.entries(),
  };
}

interface Services {
  readonly service: EmulatedService;
  readonly entra: Entra;
}

async function handle(
  services: Services,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let answer: Answer;
  // The work is done in the meantime: it is the time on the line that is stretched.
  const atLeast = slowDown(services.service.faults.slow);
  try {
    answer = await route(services, await readRequest(incoming));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isBadUrl = error instanceof URIError;
    answer = {
      status: isBadUrl ? 400 : 500,
      body: { error: { code: isBadUrl ? "BadRequest" : "emulatorBug", message } },
    };
  }
  await atLeast;
  // It is the time of the evidence here: dates in rows are told against it.
  sendAnswer(response, answer, services.service.clock.now());
}

/** @param milliseconds none when undefined */
const slowDown = async (milliseconds: number | undefined): Promise<void> => {
  if (milliseconds === undefined || milliseconds <= 0) return;
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
};

async function route({ service, entra }: Services, request: ServiceRequest): Promise<Answer> {
  return (
    routeAdministration(service, request) ??
    entra(request) ??
    (await routeSignIn(service, request)) ??
    (await routeExchange(service, request)) ??
    (await routeGraph(service, request)) ?? { status: 404 }
  );
}

async function readRequest(incoming: IncomingMessage): Promise<ServiceRequest> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) if (chunk instanceof Uint8Array) chunks.push(chunk);
  const headers = Object.entries(incoming.headers).map(
    ([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")] as const,
  );
  return {
    method: incoming.method ?? "GET",
    url: new URL(incoming.url ?? "/", "http://127.0.0.1"),
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

async function listen(
  server: Server,
  { host = "127.0.0.1", port = 0 }: EmulatorOptions,
): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => {
      reject(new AppError("usage", `cannot listen on port ${port}`, { cause }));
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve, reject) => {
    server.close((error) => {
      if (error === undefined) resolve();
      else reject(error);
    });
  });
}
