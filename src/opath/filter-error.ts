export type FilterErrorKind =
  | "emptyFilter"
  | "unclosedText"
  | "unexpectedCharacter"
  | "unexpectedToken"
  | "unexpectedEnd"
  | "unknownOperator"
  | "unexpandedVariable"
  | "tooDeep";

/**
 * Why a text is not a filter that we can read.
 *
 * Says nothing of whether Exchange would accept the text: what cannot be read here is unknown.
 *
 * INVARIANT: `offset` is at least 0 and at most the length of the text.
 */
export interface FilterError {
  readonly kind: FilterErrorKind;
  /** In UTF-16 code units from the start of the text. */
  readonly offset: number;
  /** What could have stood there, as a phrase for a message. */
  readonly expected: string;
}

export const filterError = (kind: FilterErrorKind, offset: number, expected: string): FilterError =>
  Object.freeze({ kind, offset, expected });
