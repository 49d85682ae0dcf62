import type { AppError } from "../../errors.ts";
import type { RawRow } from "../raw-row.ts";

/** Answer to one request of a batch. */
export type GraphAnswer =
  { readonly ok: true; readonly body: RawRow } | { readonly ok: false; readonly error: AppError };

/** The only view of Graph that gatherers get: read-only, paged, rows as Graph answered them. */
export interface GraphReader {
  /** Yields every item of a collection (`/beta/…` where it is not in v1.0), following `@odata.nextLink` to its end; a lost page throws. */
  items(path: string): AsyncIterable<RawRow>;
  /** Sends many requests in few (`$batch`); answers are in the order of `paths`. */
  batch(paths: readonly string[]): Promise<readonly GraphAnswer[]>;
  /** The rest of a collection whose first page came in a batch. */
  restOf(page: RawRow): AsyncIterable<RawRow>;
}
