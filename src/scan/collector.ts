import type { ParentEntry } from "../evidence/manifest.ts";
import type { RawRow } from "./raw-row.ts";

/**
 * Makes of a section the value that later sections build on.
 *
 * Fed with the lines of the evidence, while they are written or when they are read back: so a scan that is resumed
 * builds on the same value as one that was never interrupted. Keys that annotate (with `@`) are there only while lines
 * are written: no collector may look at them.
 */
export interface Collector<T> {
  take(line: RawRow): void;
  /** To be called once, after the last line, with how each parent was read (none in a flat section). */
  value(parents: readonly ParentEntry[]): T;
}

/** For a section that nothing builds on. */
export const collectNothing = (): Collector<void> => ({
  take: () => undefined,
  value: () => undefined,
});

/** For a list that is short enough to be held. */
export function collectRows(): Collector<readonly RawRow[]> {
  const rows: RawRow[] = [];
  return { take: (row) => void rows.push(row), value: () => rows };
}
