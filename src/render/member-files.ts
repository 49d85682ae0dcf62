import type { Plan } from "../model/plan-document.ts";

/** The name of a set's data file beside the scripts: its content has this hash, and a script compares it. */
export const memberFile = (set: string): string => `${set}.ndjson`;

/** The sets of mailboxes that scripts put into groups and units; each once, sorted. */
export function memberSets({ steps }: Plan): readonly string[] {
  const sets = steps.flatMap(({ target }) => (target.kind === "members" ? [target.set] : []));
  return [...new Set(sets)].toSorted();
}
