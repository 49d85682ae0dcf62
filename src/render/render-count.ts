/** Writes a count for people; null is "not counted", never a number. */
export function renderCount(count: number | null): string {
  return count === null ? "not counted" : String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Writes how many moments a part of the contract was checked at. */
export const renderMoments = (moments: number): string =>
  `${renderCount(moments)} ${moments === 1 ? "moment" : "moments"}`;
