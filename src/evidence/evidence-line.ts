/** One line of a section: a raw row, or one with its parent. */
export type EvidenceLine = Readonly<Record<string, unknown>>;

export function isEvidenceLine(value: unknown): value is EvidenceLine {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
