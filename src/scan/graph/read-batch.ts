import { ServiceUnavailableError } from "../../errors.ts";
import { isRecord, type RawRow } from "../raw-row.ts";
import { type Attempt, readRetryAfterMs, type RetryPolicy, withRetry } from "../retry.ts";
import { isWorthRepeating, toGraphError } from "./graph-failure.ts";
import type { GraphAnswer } from "./graph-reader.ts";
import { readHeader } from "./read-header.ts";

/** Graph's limit. */
const MAX_PARTS = 20;

type PostBatch = (body: object) => Promise<RawRow>;

/**
 * Sends `paths` in batches of twenty, one after the other.
 *
 * An answer of 200 may hold parts that were throttled: only those are sent again, after the longest wait that any of
 * them asks for. A part that is missing from the answer counts as such too.
 *
 * @see https://learn.microsoft.com/graph/json-batching
 */
export async function readBatch(
  paths: readonly string[],
  post: PostBatch,
  retry: RetryPolicy,
): Promise<readonly GraphAnswer[]> {
  const answers: GraphAnswer[] = [];
  for (let start = 0; start < paths.length; start += MAX_PARTS) {
    answers.push(...(await readChunk(paths.slice(start, start + MAX_PARTS), post, retry)));
  }
  return answers;
}

async function readChunk(
  paths: readonly string[],
  post: PostBatch,
  retry: RetryPolicy,
): Promise<readonly GraphAnswer[]> {
  const answers = new Map<number, GraphAnswer>();
  let open = [...paths.keys()];

  const sendOpen = async (): Promise<Attempt<void>> => {
    const requests = open.map((id) => ({ id: String(id), method: "GET", url: paths[id] }));
    const parts = readParts(await post({ requests }));
    const decoded = open.map((id) => readPart(id, parts.get(String(id)), paths[id] ?? "", retry));
    for (const { id, answer } of decoded) answers.set(id, answer);

    const again = decoded.filter((part) => part.again);
    open = again.map(({ id }) => id);
    const failed = again.find(({ answer }) => !answer.ok)?.answer;
    if (failed === undefined || failed.ok) return { ok: true, value: undefined };
    const waits = again.flatMap(({ retryAfterMs }) => retryAfterMs ?? []);
    const retryAfterMs = waits.length === 0 ? undefined : Math.max(...waits);
    return { ok: false, error: failed.error, again: true, retryAfterMs };
  };

  await withRetry(retry, sendOpen).catch((cause: unknown) => {
    // Parts that stay throttled keep their own error, the others their answer; a lost batch has neither.
    if (answers.size < paths.length) throw cause;
  });
  return [...paths.keys()].flatMap((id) => answers.get(id) ?? []);
}

interface Part {
  readonly id: number;
  readonly answer: GraphAnswer;
  readonly again: boolean;
  readonly retryAfterMs: number | undefined;
}

function readPart(id: number, part: RawRow | undefined, path: string, retry: RetryPolicy): Part {
  const status = part?.["status"];
  const body = part?.["body"];
  if (part === undefined || typeof status !== "number") {
    const error = new ServiceUnavailableError(`graph left \`${path}\` out of its answer`);
    return { id, answer: { ok: false, error }, again: true, retryAfterMs: undefined };
  }
  const isAnswered = status >= 200 && status < 300;
  if (isAnswered && isRecord(body)) {
    return { id, answer: { ok: true, body }, again: false, retryAfterMs: undefined };
  }
  if (isAnswered) {
    const error = new ServiceUnavailableError(`graph answered \`${path}\` with no json object`);
    return { id, answer: { ok: false, error }, again: true, retryAfterMs: undefined };
  }
  return {
    id,
    answer: { ok: false, error: toGraphError(status, body, path) },
    again: isWorthRepeating(status, body),
    retryAfterMs: readRetryAfterMs(readHeader(part, "retry-after"), retry.clock()),
  };
}

/** Parts by id: their order is not that of the requests. */
function readParts(answer: RawRow): ReadonlyMap<string, RawRow> {
  const parts = answer["responses"];
  if (!Array.isArray(parts))
    throw new ServiceUnavailableError("graph answered a batch without parts");
  return new Map(parts.filter(isRecord).map((part) => [String(part["id"]), part]));
}
