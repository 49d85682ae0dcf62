const SEPARATOR = " | ";

/** A list within one field. */
export const joinList = (parts: readonly string[]): string => parts.join(SEPARATOR);
