export interface TableRow {
  readonly cells: readonly string[];
  /** Lines under the row, indented. */
  readonly below: readonly string[];
}

/** A table in aligned columns, the head first. */
export function* textTable(head: readonly string[], rows: readonly TableRow[]): Generator<string> {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map(({ cells }) => (cells[column] ?? "").length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  yield line(head);
  yield line(widths.map((width) => "-".repeat(width)));
  for (const { cells, below } of rows) {
    yield line(cells);
    for (const text of below) yield `    ${text}`;
  }
}
