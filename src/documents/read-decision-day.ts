/** A day of a table: as ISO 8601, or why it cannot be told. */
export type DecisionDay = { readonly day: string } | { readonly trouble: string };

const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const YEAR_FIRST = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})\.?$/;
const SLASHED = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/;

/**
 * Reads a day as people and spreadsheets write it: a spreadsheet that opened `2026-01-31` saves it in the manner of its
 * machine. What can be read in two ways is not guessed.
 */
export function readDecisionDay(text: string): DecisionDay {
  const plain = ISO.exec(text) ?? YEAR_FIRST.exec(text);
  if (plain !== null) return dayOf(plain[1], plain[2], plain[3]);
  const dotted = DOTTED.exec(text);
  if (dotted !== null) return dayOf(dotted[3], dotted[2], dotted[1]);
  const slashed = SLASHED.exec(text);
  if (slashed === null) return { trouble: `\`${text}\` is no day` };
  const [, first, second, year] = slashed;
  const readings = [dayOf(year, first, second), dayOf(year, second, first)];
  const days = new Set(readings.flatMap((one) => ("day" in one ? [one.day] : [])));
  const [day] = days;
  if (day === undefined) return { trouble: `\`${text}\` is no day` };
  return days.size === 1
    ? { day }
    : { trouble: `\`${text}\` can be read as ${[...days].join(" or ")}` };
}

function dayOf(year = "", month = "", day = ""): DecisionDay {
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const parsed = new Date(`${iso}T00:00:00Z`);
  const exists = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(iso);
  return exists ? { day: iso } : { trouble: `there is no day \`${iso}\`` };
}
