import type { Answer, ServiceRequest } from "../answer.ts";
import { parseBody } from "../answer.ts";
import { renderPartBody } from "../faults/part-body.ts";
import { isRecord } from "../row-values.ts";
import { EXCHANGE_HEADERS } from "./exchange-errors.ts";

const MAX_REQUESTS = 10;

/**
 * Answers a batch: each part has an absolute URL, and headers that it does not bring are those of the batch.
 *
 * The parts are answered in an order of their own; one whose connection broke is missing.
 */
export async function answerExchangeBatch(
  request: ServiceRequest,
  answerPart: (part: ServiceRequest) => Promise<Answer>,
): Promise<Answer> {
  const body = parseBody(request);
  const parts = isRecord(body) && Array.isArray(body["requests"]) ? body["requests"] : [];
  if (parts.length === 0 || parts.length > MAX_REQUESTS) {
    return {
      status: 400,
      headers: EXCHANGE_HEADERS,
      body: {
        error: { code: "BadRequest", message: `A batch holds 1 to ${MAX_REQUESTS} requests.` },
      },
    };
  }
  const responses: Record<string, unknown>[] = [];
  for (const part of parts.toReversed()) {
    const answered = await answerOne(part, request, answerPart);
    if (answered !== undefined) responses.push(answered);
  }
  return { status: 200, headers: EXCHANGE_HEADERS, body: { responses } };
}

async function answerOne(
  part: unknown,
  outer: ServiceRequest,
  answerPart: (part: ServiceRequest) => Promise<Answer>,
): Promise<Record<string, unknown> | undefined> {
  const fields = isRecord(part) ? part : {};
  const id = fields["id"];
  const url = typeof fields["url"] === "string" ? parseUrl(fields["url"]) : undefined;
  if (url === undefined) return { id, status: 400, headers: {}, body: {} };
  const answer = await answerPart({
    method: typeof fields["method"] === "string" ? fields["method"] : "GET",
    url,
    headers: { ...outer.headers, ...lowerCased(fields["headers"]) },
    body: JSON.stringify(fields["body"] ?? {}),
  });
  if (answer.delivery?.kind === "dropped") return undefined;
  return { id, status: answer.status, headers: answer.headers ?? {}, body: renderPartBody(answer) };
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function lowerCased(headers: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(isRecord(headers) ? headers : {}).map(([name, value]) => [
      name.toLowerCase(),
      String(value),
    ]),
  );
}
