import { stringify } from "csv-stringify/sync";
import { CSV_COLUMNS, type CsvFile, type CsvRow } from "./csv-columns.ts";

const BYTE_ORDER_MARK = "\uFEFF";

/** Starts a file: byte order mark (spreadsheets would guess the encoding otherwise) and the header line. */
export function renderCsvHeader(file: CsvFile): string {
  return BYTE_ORDER_MARK + lines(file, [], true);
}

/**
 * Renders rows without a header, CRLF at each end.
 *
 * A text that a spreadsheet would take for a formula gets an apostrophe in front; numbers do not.
 */
export function renderCsvRows<File extends CsvFile>(
  file: File,
  rows: readonly CsvRow<File>[],
): string {
  return rows.length === 0 ? "" : lines(file, rows, false);
}

function lines<File extends CsvFile>(
  file: File,
  rows: readonly CsvRow<File>[],
  header: boolean,
): string {
  return stringify([...rows], {
    header,
    columns: Object.keys(CSV_COLUMNS[file]),
    record_delimiter: "windows",
    // With a two-character record delimiter the library leaves a field with one of the two bare.
    quoted_match: /[\r\n]/,
    escape_formulas: true,
    cast: {
      boolean: (value) => String(value),
      // The library guards the other first characters; a leading line feed is left out there.
      string: (value) => (value.startsWith("\n") ? `'${value}` : value),
    },
  });
}
