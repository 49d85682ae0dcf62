import { WORLDWIDE } from "./cloud-hosts.ts";
import { createExchangeReader } from "./exchange/create-exchange-reader.ts";
import type { ExchangeReader } from "./exchange/exchange-reader.ts";
import { createGraphClient } from "./graph/create-graph-client.ts";
import { createGraphReader } from "./graph/create-graph-reader.ts";
import type { GraphReader } from "./graph/graph-reader.ts";
import { readSignedInAs } from "./read-signed-in-as.ts";
import { resolveTenant } from "./resolve-tenant.ts";
import type { RetryPolicy } from "./retry.ts";
import { type AuthMode, createEmulatorSignIn, createSignIn, type SignIn } from "./sign-in.ts";
import type { SignedInAs } from "./token-claims.ts";
import { createTrustedSend, type Send } from "./trusted-send.ts";

/** Whom to read, and as whom. */
export interface ConnectOptions {
  /** A domain of the tenant, or its id. */
  readonly tenant: string;
  readonly auth: AuthMode;
  readonly clientId?: string | undefined;
  /** Read from the environment or a file (`readClientSecret`), never from an argument. */
  readonly secret?: string | undefined;
  /** Exchange requests in flight at once. Default 3. */
  readonly concurrency?: number | undefined;
  /** Loopback origin of an emulated tenant; then nobody signs in. */
  readonly emulatorUrl?: string | undefined;
  readonly now: () => Date;
  /** Shows a person where to sign in. */
  readonly onPrompt: (message: string) => void;
}

/** A tenant whose id is known, before anybody signed in. */
export interface FoundTenant {
  readonly id: string;
  /** Signs in to both services. @throws AccessDeniedError when both refuse */
  connect(): Promise<Connection>;
}

/** The two services of a tenant, ready to be read. */
export interface Connection {
  readonly exchange: ExchangeReader;
  readonly graph: GraphReader;
  readonly signedInAs: SignedInAs;
}

export const DEFAULT_CONCURRENCY = 3;
/** The service routes app-only calls by this mailbox, whose id is the same in all tenants. */
const SYSTEM_MAILBOX = "SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}";

/**
 * Finds the tenant that `options` name.
 *
 * @param watch wraps every sender: whoever must see the traffic does so here
 * @throws AppError `usage` when there is no such tenant
 */
export async function findTenant(
  options: ConnectOptions,
  retry: RetryPolicy,
  watch: (send: Send) => Send,
): Promise<FoundTenant> {
  const sendTo = (hosts: readonly string[]): Send =>
    watch(createTrustedSend({ hosts, emulatorUrl: options.emulatorUrl }));
  const id = await resolveTenant(options.tenant, sendTo(WORLDWIDE.login.hosts), retry);
  return { id, connect: () => connect(id, options, retry, sendTo) };
}

async function connect(
  tenantId: string,
  options: ConnectOptions,
  retry: RetryPolicy,
  sendTo: (hosts: readonly string[]) => Send,
): Promise<Connection> {
  const isEmulator = options.emulatorUrl !== undefined;
  const signIn: SignIn = isEmulator
    ? createEmulatorSignIn(options.now)
    : createSignIn({ ...options, tenantId });
  const signedInAs: SignedInAs = isEmulator
    ? { identity: "emulator", userPrincipalName: null }
    : await readSignedInAs(signIn);
  const exchange = createExchangeReader({
    send: sendTo(WORLDWIDE.exchange.hosts),
    tokens: signIn.exchange,
    tenantId,
    base: WORLDWIDE.exchange.base,
    anchor: anchorOf(signedInAs, tenantId),
    retry,
    concurrency: options.concurrency ?? DEFAULT_CONCURRENCY,
  });
  const graphClient = createGraphClient({
    send: sendTo(WORLDWIDE.graph.hosts),
    tokens: signIn.graph,
    retry,
  });
  return { exchange, graph: createGraphReader(graphClient, retry), signedInAs };
}

const anchorOf = ({ userPrincipalName }: SignedInAs, tenantId: string): string =>
  userPrincipalName === null ? `APP:${SYSTEM_MAILBOX}@${tenantId}` : `UPN:${userPrincipalName}`;
