import { CsvError, parse } from "csv-parse/sync";
import { AppError } from "../errors.ts";

/** A record of a CSV file. */
export interface TableRow {
  /** Number of the row as a spreadsheet shows it: the header is row 1. */
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
}

export interface Table {
  readonly delimiter: string;
  readonly rows: readonly TableRow[];
}

/** What spreadsheets put between cells, by the settings of the machine. */
const DELIMITERS = [",", ";", "\t"] as const;

/** Excel's own first line, which names the delimiter. */
const SEPARATOR_LINE = /^sep=.\r?\n/i;

/**
 * Reads a CSV file whose delimiter is told by its header. Other columns may be there, and rows without any text are
 * passed over.
 *
 * @throws AppError invalidInput, with the row: a column is missing or there twice, a quote is never closed, a row has
 *   another number of cells than the header
 */
export function readTable(text: string, file: string, needed: readonly string[]): Table {
  const body = text.replace(SEPARATOR_LINE, "");
  const shift = body === text ? 1 : 2;
  const delimiter = findDelimiter(body, file, needed);
  const [header = [], ...records] = parseRecords(body, delimiter, file);
  const columns = header.map((name) => name.trim());
  const missing = needed.filter((name) => !columns.includes(name));
  if (missing.length > 0) throw invalid(`\`${file}\` has no column ${quoted(missing)}`);
  const twice = columns.filter((name, index) => name !== "" && columns.indexOf(name) !== index);
  if (twice.length > 0) throw invalid(`\`${file}\` has the column ${quoted(twice)} twice`);
  const rows = records.flatMap((cells, index) => {
    const row = index + 1 + shift;
    if (cells.every((cell) => cell.trim() === "")) return [];
    if (cells.length !== columns.length) {
      throw invalid(
        `\`${file}\`, row ${String(row)}: ${String(cells.length)} cells under ${String(columns.length)} columns`,
      );
    }
    return [{ row, cells: Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ""])) }];
  });
  return { delimiter, rows };
}

function findDelimiter(text: string, file: string, needed: readonly string[]): string {
  const [line = ""] = text.split(/\r\n|\r|\n/, 1);
  const columnsBy = (delimiter: string): readonly string[] =>
    line.split(delimiter).map((name) => name.replaceAll('"', "").trim());
  const found = DELIMITERS.find((delimiter) =>
    needed.every((name) => columnsBy(delimiter).includes(name)),
  );
  if (found !== undefined) return found;
  // Some are there: say which are not. None is: it is another file.
  const near = DELIMITERS.find((delimiter) =>
    needed.some((name) => columnsBy(delimiter).includes(name)),
  );
  const missing = needed.filter((name) => near === undefined || !columnsBy(near).includes(name));
  throw invalid(`\`${file}\` has no column ${quoted(missing)}`);
}

function parseRecords(text: string, delimiter: string, file: string): readonly string[][] {
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      record_delimiter: ["\r\n", "\n", "\r"],
    });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line = typeof cause["lines"] === "number" ? `, line ${String(cause["lines"])}` : "";
    throw invalid(`\`${file}\`${line}: a quote is not where it belongs, or never closed`, cause);
  }
}

const quoted = (names: readonly string[]): string =>
  [...new Set(names)].map((name) => `\`${name}\``).join(", ");

const invalid = (message: string, cause?: unknown): AppError =>
  new AppError("invalidInput", message, {
    hint: "start from csv/approvals.csv of the pack, and fill in its last five columns alone",
    ...(cause === undefined ? {} : { cause }),
  });
