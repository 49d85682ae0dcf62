/** A line of `access --json`; one without a mailbox sums up. */
export type AccessLine = Readonly<Record<string, unknown>>;

/**
 * Says once, of the mailbox `*`, what holds of most mailboxes for an app and a permission, and keeps the lines of the
 * others: what a thousand mailboxes have in common is one line. Summaries stay.
 *
 * INVARIANT: with the number of mailboxes in the summary, equal folded lines mean equal lines.
 */
export function foldMailboxes(lines: readonly AccessLine[]): readonly AccessLine[] {
  const summaries = lines.filter((line) => line["mailbox"] === undefined);
  const groups = new Map<string, AccessLine[]>();
  for (const line of lines.filter(({ mailbox }) => mailbox !== undefined)) {
    const key = JSON.stringify([line["appId"], line["resource"], line["permission"]]);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(line);
  }
  return [...summaries, ...[...groups.values()].flatMap(foldGroup)];
}

function foldGroup(lines: readonly AccessLine[]): AccessLine[] {
  const sizes = ["denied", "allowed", "unknown"].map((access) => ({
    access,
    size: lines.filter((line) => line["access"] === access).length,
  }));
  const most = sizes.reduce((a, b) => (b.size > a.size ? b : a)).access;
  const [first] = lines;
  return [
    { ...first, mailbox: "*", access: most },
    ...lines.filter((line) => line["access"] !== most),
  ];
}
