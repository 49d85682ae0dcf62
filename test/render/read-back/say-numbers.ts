/** Writes a count as the page does; null is said in words. */
export function counted(count: number | null): string {
  return count === null ? "not counted" : new Intl.NumberFormat("en-US").format(count);
}

/** A count of mailboxes as the page writes it: one is said in the singular. */
export function inMailboxes(count: number | null): string {
  return count === 1 ? "1 mailbox" : `${counted(count)} mailboxes`;
}

const HOUR = 60;

/** Writes minutes as the page does: `45 min`, `28 h`, `1 h 30 min`; whole days from three days on. */
export function duration(minutes: number): string {
  const days = minutes / 24 / HOUR;
  if (days >= 3 && Number.isInteger(days)) return `${days} days`;
  const [hours, rest] = [Math.floor(minutes / HOUR), minutes % HOUR];
  const parts = [...(hours > 0 ? [`${hours} h`] : []), ...(rest > 0 ? [`${rest} min`] : [])];
  return parts.join(" ") || "0 min";
}

/** Writes an instant as the page does. */
export function instant(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
