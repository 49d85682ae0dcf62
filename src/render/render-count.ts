/** Writes a count for people; null is "not counted", never a number. */
export function renderCount(count: number | null): string {
  return count === null ? "not counted" : String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A count with what is counted: `1 mailbox`, `1,035 mailboxes`; null is "not counted", and then many. */
export const renderCounted = (count: number | null, one: string, many = `${one}s`): string =>
  `${renderCount(count)} ${count === 1 ? one : many}`;

export const renderMailboxes = (count: number | null): string =>
  renderCounted(count, "mailbox", "mailboxes");

/** Writes how many moments a part of the contract was checked at. */
export const renderMoments = (moments: number): string => renderCounted(moments, "moment");
