import type { Context, Middleware } from "@microsoft/microsoft-graph-client";

import { InvariantError } from "../../errors.ts";
import { isRecord } from "../raw-row.ts";
import { readTokenRefusal } from "../token-refusal.ts";
import type { TokenRefusal, TokenSource } from "../token-source.ts";
import { carryThroughGraphClient } from "./fetch-link.ts";
import { readHeader } from "./read-header.ts";

/**
 * Creates the first middleware of the Graph client: it adds the token, and answers a refusal of it once with another
 * one, where there is another.
 *
 * Stands in place of the library's own handler, which knows no claims challenges. A batch is refused in part when one
 * of its parts is: then all of it is sent again.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/claims-challenge (docs as of 2026-08-20)
 */
export function createAuthenticationLink(tokens: TokenSource): Middleware {
  let next: Middleware | undefined;
  const readToken = (refusal?: TokenRefusal): Promise<string> =>
    tokens.readToken(refusal).catch((cause: unknown) => {
      throw carryThroughGraphClient(cause);
    });
  const send = async (context: Context, token: string): Promise<Response | undefined> => {
    if (next === undefined) throw new InvariantError("the authentication link is the last one");
    const headers = new Headers(context.options?.headers as Record<string, string> | undefined);
    headers.set("Authorization", `Bearer ${token}`);
    context.options = { ...context.options, headers };
    await next.execute(context);
    return context.response;
  };

  return {
    setNext: (link: Middleware) => void (next = link),
    async execute(context) {
      const token = await readToken();
      const response = await send(context, token);
      const refusal = await readRefusal(token, context.request, response);
      if (refusal === undefined) return;
      const other = await readToken(refusal);
      if (other === token) return;
      await response?.body?.cancel();
      await send(context, other);
    },
  };
}

async function readRefusal(
  token: string,
  request: unknown,
  response: Response | undefined,
): Promise<TokenRefusal | undefined> {
  if (response === undefined) return undefined;
  const { status, headers } = response;
  const isBatch = response.ok && typeof request === "string" && request.endsWith("/$batch");
  return isBatch
    ? await readPartRefusal(token, response)
    : readTokenRefusal(token, status, headers.get("www-authenticate"));
}

/** The body stays readable for who comes next; one that cannot be read is for them to complain of. */
async function readPartRefusal(
  token: string,
  response: Response,
): Promise<TokenRefusal | undefined> {
  const body = await response
    .clone()
    .json()
    .catch(() => undefined);
  const parts: unknown = isRecord(body) ? body["responses"] : undefined;
  if (!Array.isArray(parts)) return undefined;
  const refusals = parts
    .filter(isRecord)
    .flatMap((part) => readTokenRefusal(token, part["status"], readHeader(part, WWW)) ?? []);
  return refusals.find(({ claims }) => claims !== undefined) ?? refusals[0];
}

const WWW = "www-authenticate";
