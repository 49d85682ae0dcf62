/** A letter that was left out: people shorten names more often than they misspell them. */
const LEFT_OUT = 0.4;

/** Tells the name that `text` most likely stands for, whatever the case; the first of several. */
export function nearestName(text: string, names: readonly string[]): string | undefined {
  const written = text.toLowerCase();
  const measured = names.map((name) => ({ name, far: distance(written, name.toLowerCase()) }));
  return measured.toSorted((a, b) => a.far - b.far)[0]?.name;
}

/** How many letters must be put in (which counts less), taken out or replaced to make the name of the text. */
function distance(text: string, name: string): number {
  let row = Array.from({ length: name.length + 1 }, (_, index) => index * LEFT_OUT);
  for (let index = 0; index < text.length; index += 1) {
    const next = [index + 1];
    for (let at = 0; at < name.length; at += 1) {
      const replaced = (row[at] ?? 0) + (text[index] === name[at] ? 0 : 1);
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + LEFT_OUT));
    }
    row = next;
  }
  return row[name.length] ?? text.length;
}
