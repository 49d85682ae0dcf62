import { ServiceUnavailableError } from "../../errors.ts";
import { SECTION_NAMES, type SectionName } from "../../model/sections.ts";
import type { RawRow } from "../raw-row.ts";
import type { Outcome } from "../section-recorder.ts";

/** A list that another section's questions come from. */
export type RowsOutcome = Outcome<readonly RawRow[]>;

/** The rows of a list; none where the service said that there is no such thing; null when it was not read. */
export function rowsIfKnown(outcome: RowsOutcome): readonly RawRow[] | null {
  if (outcome.status === "read") return outcome.value;
  return outcome.status === "absent" ? [] : null;
}

/** The names of the lists that were not read. */
export const unreadOf = (
  lists: Readonly<Partial<Record<SectionName, RowsOutcome>>>,
): readonly SectionName[] =>
  SECTION_NAMES.filter((name) => {
    const list = lists[name];
    return list !== undefined && rowsIfKnown(list) === null;
  });

/** @throws ServiceUnavailableError that names the list, when it was not read: what to ask is then unknown */
export function rowsOrFail(name: SectionName, outcome: RowsOutcome): readonly RawRow[] {
  const rows = rowsIfKnown(outcome);
  if (rows === null) throw notAsked(name);
  return rows;
}

/** The value of a section that another one builds on. @throws ServiceUnavailableError when it was not read */
export function valueOrFail<T>(name: SectionName, outcome: Outcome<T>): T {
  if (outcome.status !== "read") throw notAsked(name);
  return outcome.value;
}

const notAsked = (name: SectionName): ServiceUnavailableError =>
  new ServiceUnavailableError(`nobody was asked, because \`${name}\` was not read`);
