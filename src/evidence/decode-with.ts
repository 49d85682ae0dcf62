import type { z } from "zod";

import { explainIssue } from "./explain-issue.ts";

/** Decodes one line of a section. */
export type Decode<Row> = (
  value: unknown,
) => { readonly ok: true; readonly row: Row } | { readonly ok: false; readonly message: string };

/** Makes a decoder of a schema. */
export function decodeWith<Row>(schema: z.ZodType<Row>): Decode<Row> {
  return (value) => {
    const decoded = schema.safeParse(value);
    return decoded.success
      ? { ok: true, row: decoded.data }
      : { ok: false, message: explainIssue(decoded.error) };
  };
}
