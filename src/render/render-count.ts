/** Writes a count for people; null is "not counted", never a number. */
export function renderCount(count: number | null): string {
  return count === null ? "not counted" : String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
