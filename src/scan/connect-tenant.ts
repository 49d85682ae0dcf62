import { AppError, InvariantError } from "../errors.ts";
import type { Cloud } from "../model/snapshot.ts";
import { type CloudServices, resolveCloudServices } from "./cloud-hosts.ts";
import { createEmulatorSignIn } from "./create-emulator-sign-in.ts";
import { createExchangeReader } from "./exchange/create-exchange-reader.ts";
import type { ExchangeReader } from "./exchange/exchange-reader.ts";
import { createGraphClient } from "./graph/create-graph-client.ts";
import { createGraphReader } from "./graph/create-graph-reader.ts";
import type { GraphReader } from "./graph/graph-reader.ts";
import type { ProxySettings } from "./proxy/proxy-settings.ts";
import { readSignedInAs } from "./read-signed-in-as.ts";
import { resolveTenant } from "./resolve-tenant.ts";
import type { RetryPolicy } from "./retry.ts";
import type { SignIn } from "./sign-in/create-sign-in.ts";
import type { SignInRequest } from "./sign-in/sign-in-request.ts";
import type { SignedInAs } from "./token-claims.ts";
import { createTrustedSend, type Send } from "./trusted-send.ts";

/** Whom to read, and as whom. */
export interface ConnectOptions {
  /** A domain of the tenant, or its id. */
  readonly tenant: string;
  /** Default: worldwide. */
  readonly cloud?: Cloud | undefined;
  /** One of the cloud's Exchange hosts. Default: its first. */
  readonly exchangeHost?: string | undefined;
  /** Needed unless the tenant is emulated. */
  readonly signIn?: SignInRequest | undefined;
  /** A tenant that the credentials themselves name, by domain or id: another one is refused. */
  readonly credentialsTenant?: string | undefined;
  /** For both clients and sign-in. */
  readonly proxy?: ProxySettings | undefined;
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
 * @throws AppError `usage` when there is no such tenant, or the credentials name another one
 */
export async function findTenant(
  options: ConnectOptions,
  retry: RetryPolicy,
  watch: (send: Send) => Send,
): Promise<FoundTenant> {
  const { emulatorUrl, proxy } = options;
  const services = resolveCloudServices(options.cloud ?? "worldwide", options.exchangeHost);
  const sendTo = (hosts: readonly string[]): Send =>
    watch(createTrustedSend({ hosts, emulatorUrl, proxy }));
  const sendToLogin = sendTo(services.login.hosts);
  const resolve = (name: string): Promise<string> =>
    resolveTenant(name, services, sendToLogin, retry);
  const id = await resolve(options.tenant);
  await assertCredentialsTenant(options, id, resolve);
  return { id, connect: () => connect(id, services, options, { retry, sendTo }) };
}

async function assertCredentialsTenant(
  { tenant, credentialsTenant }: ConnectOptions,
  id: string,
  resolve: (name: string) => Promise<string>,
): Promise<void> {
  if (credentialsTenant === undefined || (await resolve(credentialsTenant)) === id) return;
  throw new AppError(
    "usage",
    `AZURE_TENANT_ID names the tenant \`${credentialsTenant}\`, and --tenant \`${tenant}\``,
    { hint: "credentials of one tenant do not read another: make both the same" },
  );
}

interface Links {
  readonly retry: RetryPolicy;
  readonly sendTo: (hosts: readonly string[]) => Send;
}

async function connect(
  tenantId: string,
  services: CloudServices,
  options: ConnectOptions,
  { retry, sendTo }: Links,
): Promise<Connection> {
  const signIn = await signInOf(tenantId, services, options);
  const signedInAs: SignedInAs =
    options.emulatorUrl !== undefined
      ? { identity: "emulator", userPrincipalName: null }
      : await readSignedInAs(signIn);
  const exchange = createExchangeReader({
    send: sendTo(services.exchange.hosts),
    tokens: signIn.exchange,
    tenantId,
    base: services.exchange.base,
    anchor: anchorOf(signedInAs, tenantId),
    retry,
    concurrency: options.concurrency ?? DEFAULT_CONCURRENCY,
  });
  const graphClient = createGraphClient({
    send: sendTo(services.graph.hosts),
    base: services.graph.base,
    tokens: signIn.graph,
    retry,
  });
  return { exchange, graph: createGraphReader(graphClient, retry), signedInAs };
}

async function signInOf(
  tenantId: string,
  services: CloudServices,
  options: ConnectOptions,
): Promise<SignIn> {
  const { emulatorUrl, signIn, proxy, onPrompt } = options;
  if (emulatorUrl !== undefined) return createEmulatorSignIn(options.now);
  if (signIn === undefined) throw new InvariantError("nobody said how to sign in");
  // The sign-in library is large, and an emulator needs none of it.
  const { createSignIn } = await import("./sign-in/create-sign-in.ts");
  return createSignIn(signIn, { tenantId, services, proxy, onPrompt });
}

const anchorOf = ({ userPrincipalName }: SignedInAs, tenantId: string): string =>
  userPrincipalName === null ? `APP:${SYSTEM_MAILBOX}@${tenantId}` : `UPN:${userPrincipalName}`;
