/** Tells the name that takes the fewest letters to become `text`, whatever the case; the first of several. */
export function nearestName(text: string, names: readonly string[]): string | undefined {
  const wanted = text.toLowerCase();
  const measured = names.map((name) => ({ name, steps: editSteps(wanted, name.toLowerCase()) }));
  return measured.toSorted((a, b) => a.steps - b.steps)[0]?.name;
}

/** How many letters must be put in, taken out or replaced to make one text of the other. */
function editSteps(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let index = 0; index < from.length; index += 1) {
    const next = [index + 1];
    for (let at = 0; at < to.length; at += 1) {
      const replaced = (row[at] ?? 0) + (from[index] === to[at] ? 0 : 1);
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? from.length;
}
