import type { ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";
import { cutOff } from "./faults/delivery.ts";
import type { CutOff } from "./faults/delivery.ts";

/**
 * Sends an answer, whole unless its delivery says otherwise.
 *
 * @param at time of the answer, ISO 8601 UTC
 */
export function sendAnswer(response: ServerResponse, answer: Answer, at: string): void {
  const { status, delivery } = answer;
  const body = bytesOf(answer);
  const headers = headersOf(answer, at);
  if (delivery === undefined) {
    response.writeHead(status, headers);
    response.end(body);
    return;
  }
  if (delivery.kind === "dropped") {
    if (delivery.when === "before") response.destroy();
    else {
      response.writeHead(status, { ...headers, "content-length": body.length + 1 });
      sendThen(response, cutOff(body, 0.5), () => response.destroy());
    }
    return;
  }
  // As long as it may be, a body of no bytes cannot be cut: it is promised one.
  response.removeHeader("transfer-encoding");
  response.writeHead(status, { ...headers, ...framed(delivery.framing, body.length) });
  sendThen(response, cutOff(body, delivery.keep), () => response.socket?.end());
}

/** The end of a cut-off body is where its connection ends, in good order. */
function framed(framing: CutOff, length: number): Readonly<Record<string, string | number>> {
  switch (framing) {
    case "contentLength":
      return { connection: "close", "content-length": Math.max(length, 1) };
    case "chunked":
      return { connection: "close", "transfer-encoding": "chunked" };
    case "untilClose":
      return { connection: "close" };
  }
}

function sendThen(response: ServerResponse, part: Uint8Array, then: () => void): void {
  if (part.length > 0) response.write(part, then);
  else {
    response.flushHeaders();
    response.socket?.write("", then);
  }
}

function bytesOf({ body }: Answer): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (body === undefined) return new Uint8Array();
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}

function headersOf({ body, headers }: Answer, at: string): Record<string, string> {
  const isJson = typeof body === "object" && !(body instanceof Uint8Array);
  return {
    date: new Date(at).toUTCString(),
    ...(isJson ? { "content-type": "application/json; charset=utf-8" } : {}),
    ...headers,
  };
}
