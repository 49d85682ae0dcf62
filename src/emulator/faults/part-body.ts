import type { Answer } from "../answer.ts";
import { isRecord } from "../row-values.ts";
import { cutOff } from "./delivery.ts";

/**
 * The body of an answer as a part of a batch: JSON, or text where it is none or was cut off. Bytes that are no text
 * cannot stand there: then it is null.
 */
export function renderPartBody({ body, headers, delivery }: Answer): unknown {
  if (body instanceof Uint8Array || body === undefined) return null;
  if (delivery?.kind !== "truncated") return isJsonText(body, headers) ? JSON.parse(body) : body;
  const bytes = Buffer.from(isRecord(body) ? JSON.stringify(body) : body);
  return Buffer.from(cutOff(bytes, delivery.keep)).toString("utf8");
}

const isJsonText = (body: Answer["body"], headers: Answer["headers"]): body is string =>
  typeof body === "string" && headers?.["content-type"]?.startsWith("application/json") === true;
