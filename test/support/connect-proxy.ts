import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

export interface ConnectProxy {
  /** Such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** The hosts that it was asked to connect to, in order; what was refused too. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

interface ProxyBehaviour {
  /** Where every connection really goes. */
  readonly targetPort: number;
  /** `user:password` that it wants to see. */
  readonly credentials?: string;
  /** What it answers instead of connecting; undefined: it connects. */
  readonly refusedWith?: (host: string) => number | undefined;
}

/** Starts a proxy that connects every host to one port of this machine. */
export async function startConnectProxy(behaviour: ProxyBehaviour): Promise<ConnectProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on("connection", (socket: Socket) => sockets.add(socket));
  server.on("connect", (request, client: Socket) => {
    const host = (request.url ?? "").replace(/:\d+$/, "");
    asked.push(host);
    client.on("error", () => client.destroy());
    const status = refusalOf(behaviour, host, request.headers["proxy-authorization"]);
    if (status !== undefined) {
      client.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const upstream = connect(behaviour.targetPort, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(client).pipe(upstream);
    });
    sockets.add(upstream);
    upstream.on("error", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function refusalOf(
  { credentials, refusedWith }: ProxyBehaviour,
  host: string,
  authorization: string | undefined,
): number | undefined {
  const wanted = `Basic ${Buffer.from(credentials ?? "").toString("base64")}`;
  if (credentials !== undefined && authorization !== wanted) return 407;
  return refusedWith?.(host);
}
