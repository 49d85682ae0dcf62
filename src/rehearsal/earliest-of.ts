import type { Ending } from "./operator-door.ts";

/** A script that ends so waits for something, and says for how long; nothing was changed. */
const NOT_YET = 75;

/** The earliest time that a script told when it ended for a wait that is not over, ISO 8601 UTC; else undefined. */
export function earliestOf({ exitCode, failure, records }: Ending): string | undefined {
  if (exitCode !== NOT_YET || failure !== null) return undefined;
  return records.map(({ text }) => /Earliest: (\S+Z),/.exec(text)?.[1]).findLast((told) => told);
}
