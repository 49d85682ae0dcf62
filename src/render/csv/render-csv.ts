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
      string: (value) => fitCell(value.startsWith("\n") ? `'${value}` : value),
    },
  });
}

/**
 * What a cell of Excel takes, less an apostrophe that may come in front: it would spread a longer text over the rows below.
 *
 * @see https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3 "Total number of characters that a cell
 *   can contain: 32,767 characters"
 */
const MOST_CHARACTERS = 32_767 - 1;

function fitCell(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  const tail = ` … (cut: ${String(text.length)} characters in all; index.html and plan.json have the whole)`;
  const kept = text.slice(0, MOST_CHARACTERS - tail.length);
  // Never half of a character that takes two.
  return kept.replace(/[\uD800-\uDBFF]$/, "") + tail;
}
