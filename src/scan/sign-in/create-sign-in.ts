import type { TokenCredential } from "@azure/identity";

import type { CloudServices } from "../cloud-hosts.ts";
import { isBypassed, type ProxySettings } from "../proxy/proxy-settings.ts";
import { createTokenSource, type TokenSource } from "../token-source.ts";
import { AUTH_MODES } from "./auth-modes.ts";
import { createCheckedCredential } from "./create-checked-credential.ts";
import { createCredentials } from "./create-credentials.ts";
import type { SignInContext } from "./explain-sign-in.ts";
import type { SignInRequest } from "./sign-in-request.ts";
import { createTransportOptions } from "./transport-options.ts";

interface SignInTarget {
  readonly tenantId: string;
  readonly services: CloudServices;
  readonly proxy: ProxySettings | undefined;
  /** Shows a person where to sign in and with which code. */
  readonly onPrompt: (message: string) => void;
}

/** Tokens for the two services, and how the first of them says who signed in. */
export interface SignIn {
  readonly exchange: TokenSource;
  readonly graph: TokenSource;
}

/** Creates the sign-in: nothing is asked before the first token is needed. */
export function createSignIn(request: SignInRequest, target: SignInTarget): SignIn {
  const { tenantId, services, proxy, onPrompt } = target;
  const login = services.login.base;
  let refusal = "";
  const takeRefusal = (): string => {
    const taken = refusal;
    refusal = "";
    return taken;
  };
  const transport = createTransportOptions(login, proxy, (said) => {
    refusal = said;
  });
  const { exchange, graph } = createCredentials(request, { tenantId, transport, onPrompt });
  const wanted = { tenantId, isNamed: AUTH_MODES[request.mode].namesTenant };
  const onTheWay = proxy !== undefined && !isBypassed(new URL(login), proxy) ? proxy : undefined;
  const source = (
    credential: TokenCredential,
    service: SignInContext["service"],
    scope: string,
  ): TokenSource => {
    const context = { service, login, proxy: onTheWay, takeRefusal };
    return createTokenSource(createCheckedCredential(credential, wanted, context), scope);
  };
  return {
    exchange: source(exchange, "Exchange Online", services.exchange.scope),
    graph: source(graph, "Microsoft Graph", services.graph.scope),
  };
}
