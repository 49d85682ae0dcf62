import type { Answer, ServiceRequest } from "../answer.ts";
import { parseBody } from "../answer.ts";
import { renderPartBody } from "../faults/part-body.ts";
import { isRecord } from "../row-values.ts";
import { graphError } from "./graph-errors.ts";

const MAX_REQUESTS = 20;

interface Part {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly dependsOn: readonly string[];
}

/**
 * Answers a batch: relative URLs without a version, at most 20 parts, answered in an order of their own.
 *
 * A part whose dependency failed is not run, and one whose connection broke is missing. The batch itself succeeds whatever its parts do.
 */
export async function answerGraphBatch(
  request: ServiceRequest,
  version: string,
  answerPart: (part: ServiceRequest) => Promise<Answer>,
): Promise<Answer> {
  const body = parseBody(request);
  const sent = isRecord(body) && Array.isArray(body["requests"]) ? body["requests"] : [];
  const parts = sent.map(readPart);
  const ids = new Set(parts.map((part) => part?.id));
  const isWhole = parts.every((part) => part !== undefined) && ids.size === parts.length;
  if (!isWhole || parts.length === 0 || parts.length > MAX_REQUESTS) {
    return graphError(
      400,
      "BadRequest",
      `A batch holds 1 to ${MAX_REQUESTS} requests, each with an id.`,
    );
  }
  const answers = new Map<string, Answer>();
  for (const part of parts) {
    if (part !== undefined) answers.set(part.id, await run(part, answers));
  }
  const arrived = [...answers].filter(([, { delivery }]) => delivery?.kind !== "dropped");
  const responses = arrived.map(([id, answer]) => ({
    id,
    status: answer.status,
    headers: { "Content-Type": "application/json", ...passedOn(answer) },
    body: renderPartBody(answer),
  }));
  return { status: 200, body: { responses: responses.toReversed() } };

  async function run(part: Part, before: ReadonlyMap<string, Answer>): Promise<Answer> {
    const isReady = part.dependsOn.every((id) => (before.get(id)?.status ?? 404) < 400);
    if (!isReady)
      return graphError(424, "FailedDependency", "A request that it depends on failed.");
    if (!part.url.startsWith("/") || /^\/(v1\.0|beta)\//.test(part.url)) {
      return graphError(400, "BadRequest", `Resource not found for the segment '${part.url}'.`);
    }
    return answerPart({
      method: part.method,
      url: new URL(`/${version}${part.url}`, request.url),
      headers: { authorization: request.headers["authorization"] ?? "", ...part.headers },
      body: part.body === undefined ? "" : JSON.stringify(part.body),
    });
  }
}

function readPart(value: unknown): Part | undefined {
  if (!isRecord(value)) return undefined;
  const { id, method, url, headers, body, dependsOn } = value;
  if (typeof id !== "string" || typeof method !== "string" || typeof url !== "string") {
    return undefined;
  }
  return {
    id,
    method,
    url,
    headers: Object.fromEntries(
      Object.entries(isRecord(headers) ? headers : {}).map(([name, one]) => [
        name.toLowerCase(),
        String(one),
      ]),
    ),
    body,
    dependsOn: Array.isArray(dependsOn) ? dependsOn.filter((one) => typeof one === "string") : [],
  };
}

/** What a caller needs of a part's own headers. */
function passedOn({ headers = {} }: Answer): Record<string, string> {
  const names = ["Retry-After", "WWW-Authenticate"] as const;
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers[name.toLowerCase()];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
