/** A number with what is counted: `1 mailbox`, `1035 mailboxes`. */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${String(count)} ${count === 1 ? one : many}`;

/** `1 mailbox`, `1035 mailboxes`; null is "not counted", never a number. */
export const countOfMailboxes = (count: number | null): string =>
  count === null ? "mailboxes not counted" : countOf(count, "mailbox", "mailboxes");
