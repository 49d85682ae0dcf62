import { request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Certified } from "./certificates.ts";

export interface FrontRequest {
  readonly host: string;
  readonly path: string;
  /** Host that the bearer token is for; undefined without a token. */
  readonly tokenFor: string | undefined;
}

export interface TlsFront {
  readonly port: number;
  readonly seen: readonly FrontRequest[];
  close(): Promise<void>;
}

/**
 * Speaks for the real hosts over https, and hands everything to an emulator over http.
 *
 * A token that is not for the host that it came to is answered with 401, as the services do.
 */
export async function startTlsFront(certified: Certified, emulatorUrl: string): Promise<TlsFront> {
  const seen: FrontRequest[] = [];
  const server = createServer(
    { cert: certified.certificate, key: certified.privateKey },
    (incoming, outgoing) => {
      const host = incoming.headers.host ?? "";
      const tokenFor = audienceOf(incoming.headers.authorization);
      seen.push({ host, path: incoming.url ?? "", tokenFor });
      if (tokenFor !== undefined && tokenFor !== host) {
        outgoing.writeHead(401).end();
        return;
      }
      hand(emulatorUrl, incoming, outgoing);
    },
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function hand(emulatorUrl: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, headers, url } = incoming;
  const onward = forward(`${emulatorUrl}${url ?? "/"}`, { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on("error", () => outgoing.destroy());
  incoming.pipe(onward);
}

function audienceOf(authorization: string | undefined): string | undefined {
  const payload = /^Bearer [^.]+\.([^.]+)\./.exec(authorization ?? "")?.[1];
  if (payload === undefined) return undefined;
  const { aud } = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as { aud: string };
  return new URL(aud).host;
}
