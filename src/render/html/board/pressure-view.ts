import { DEADLINES, type Deadline } from "../../../model/deadlines.ts";
import { sourceView, type SourceView } from "../source-view.ts";

/** Something that Microsoft ends, with its date where there is one. */
export interface PressureView {
  readonly what: string;
  /** Null = Microsoft has announced no date. */
  readonly date: string | null;
  /** It lay behind when the evidence was taken. */
  readonly hasPassed: boolean;
  readonly confirmed: boolean;
  readonly source: SourceView;
  readonly asOf: string;
}

/**
 * The dated pressures, earliest first; what has no date comes last and says so.
 *
 * @param collectedAt when the evidence was taken, ISO 8601
 */
export function pressureViews(collectedAt: string): readonly PressureView[] {
  const all: readonly Deadline[] = Object.values(DEADLINES);
  return all
    .toSorted((a, b) => order(a) - order(b))
    .map(({ what, date, confirmed, source }) => ({
      what,
      date,
      hasPassed: date !== null && Date.parse(date) < Date.parse(collectedAt),
      confirmed,
      source: sourceView(source.url),
      asOf: source.asOf,
    }));
}

const order = ({ date }: Deadline): number => (date === null ? Infinity : Date.parse(date));
