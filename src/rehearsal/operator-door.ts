import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { z } from "zod";

/** A script and what is passed to it; a parameter that it does not have is left out. */
export interface Job {
  readonly script: string;
  readonly parameters: Readonly<Record<string, string | boolean | number>>;
  /** Origin of the emulated tenant to be signed in to. */
  readonly emulator: string;
  /** Id of the tenant to be signed in to; blank = the emulated one. */
  readonly tenant: string;
}

/** How a script ended. */
export interface Ending {
  readonly script: string;
  /** A script without ShouldProcess: it changes nothing. */
  readonly asksNot: boolean;
  readonly failure: { readonly message: string; readonly id: string; readonly at: string } | null;
  readonly exitCode: number;
  readonly records: readonly { readonly kind: string; readonly text: string }[];
}

const endingSchema: z.ZodType<Ending> = z.object({
  script: z.string(),
  asksNot: z.boolean(),
  failure: z.object({ message: z.string(), id: z.string(), at: z.string() }).nullable(),
  exitCode: z.int(),
  records: z.array(z.object({ kind: z.string(), text: z.string() })),
});

/** Where a PowerShell asks what to run next, and says how it ended; on the loopback interface, at a path that nobody guesses. */
export interface OperatorDoor {
  readonly url: string;
  /** Hands out a job as soon as it is asked for; resolves when it has ended. One at a time. */
  hand(job: Job): Promise<Ending>;
  /** Sends home whoever asks. */
  close(): Promise<void>;
}

type Waiting<T> = ((value: T) => void) | undefined;

export async function openDoor(): Promise<OperatorDoor> {
  const path = `/${randomUUID()}`;
  let job: Job | undefined;
  let asked: Waiting<Job>;
  let ended: Waiting<Ending>;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url !== path) {
      response.writeHead(404).end();
    } else if (request.method === "GET") {
      asked = (next) => {
        asked = undefined;
        job = undefined;
        response.end(JSON.stringify(next));
      };
      if (job !== undefined) asked(job);
    } else {
      const body = await textOf(request);
      response.end();
      ended?.(endingSchema.parse(JSON.parse(body)));
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  // Between two scripts the connection is idle for as long as it takes.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${String(port)}${path}`,
    hand: (next) =>
      new Promise<Ending>((resolve) => {
        ended = resolve;
        job = next;
        asked?.(next);
      }),
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      });
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
