import { createServer, type IncomingMessage } from "node:http";
import type { Emulator } from "../../src/emulator/start-emulator.ts";
import { isChange } from "./run-scripts.ts";

/** Headers that belong to one connection. */
const OWN_HEADERS = new Set(["host", "connection", "content-length", "transfer-encoding"]);

/**
 * An emulated tenant behind a door of its own: whoever changes it through that door gets the answer only when the
 * watcher has looked. So somebody looks between any two steps, however few scripts make them.
 *
 * @param onChange told after each change that the tenant took
 */
export async function watchChanges(
  emulator: Emulator,
  onChange: () => Promise<void>,
): Promise<Emulator> {
  const server = createServer((incoming, response) => {
    const answer = async (): Promise<void> => {
      const { reply, changed } = await forward(emulator, incoming);
      if (changed) await onChange();
      const body = Buffer.from(await reply.arrayBuffer());
      const type = reply.headers.get("content-type");
      response.writeHead(reply.status, type === null ? {} : { "content-type": type }).end(body);
    };
    // A watcher that fails ends the script that waits for it, and so its test.
    answer().catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    requests: () => emulator.requests(),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function forward(
  { url }: Emulator,
  incoming: IncomingMessage,
): Promise<{ readonly reply: Response; readonly changed: boolean }> {
  const { method = "GET", url: path = "/", headers } = incoming;
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) if (chunk instanceof Uint8Array) chunks.push(chunk);
  const sent = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" && !OWN_HEADERS.has(name) ? [[name, value]] : [],
  );
  const reply = await fetch(`${url}${path}`, {
    method,
    headers: sent,
    ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
  });
  const cmdlet = headers["x-cmdletname"];
  const entry = {
    method,
    path,
    cmdlet: typeof cmdlet === "string" ? cmdlet : undefined,
    status: reply.status,
    inBatch: false,
  };
  return { reply, changed: reply.ok && !path.startsWith("/emulator/") && isChange(entry) };
}
