import type Handlebars from "handlebars";

/** A picture with what it says in words, and the table that it was drawn from. */
export interface FigureView {
  /** Id of the figure; also the stem of its parts' ids. */
  readonly id: string;
  readonly title: string;
  /** What the picture shows, for who does not see it. */
  readonly alternative: string;
  /** Null where there is nothing to draw; then `alternative` says why. */
  readonly picture: Handlebars.SafeString | null;
  readonly legend: readonly { readonly colour: string; readonly label: string }[];
  readonly table: FigureTable;
  /** Said under the picture where it was cut; else null. */
  readonly cut: string | null;
}

export interface FigureTable {
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly (readonly FigureCell[])[];
}

export interface FigureColumn {
  readonly label: string;
  readonly numeric: boolean;
}

export interface FigureCell {
  readonly text: string;
  readonly numeric: boolean;
  /** First of its row. */
  readonly head: boolean;
}

/** Makes a table of texts; the first column heads its row. */
export function figureTable(
  columns: readonly string[],
  numeric: readonly number[],
  rows: readonly (readonly string[])[],
): FigureTable {
  return {
    columns: columns.map((label, index) => ({ label, numeric: numeric.includes(index) })),
    rows: rows.map((row) =>
      row.map((text, index) => ({ text, numeric: numeric.includes(index), head: index === 0 })),
    ),
  };
}
