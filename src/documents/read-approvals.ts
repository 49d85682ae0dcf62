import { readFile } from "node:fs/promises";
import { AppError } from "../errors.ts";
import { decodeSpreadsheet } from "./decode-spreadsheet.ts";
import { readApprovalRow, type ApprovalRow } from "./read-approval-row.ts";
import { readTable } from "./read-table.ts";

export interface ReadApprovals {
  readonly rows: readonly ApprovalRow[];
  /** What was read otherwise than it stands there; sentences. */
  readonly notices: readonly string[];
}

const NEEDED = ["changeId", "change", "changeHash", "decision", "name", "date"] as const;

/**
 * Reads approvals.csv as the board filled it in, and as a spreadsheet may have saved it again: another delimiter,
 * UTF-16, quotes, dates in another form. What cannot be understood for certain is an error with its row, never a guess.
 *
 * @throws AppError inputMissing when there is none, invalidInput when it cannot be read
 */
export async function readApprovals(file: string): Promise<ReadApprovals> {
  const { text, encoding } = decodeSpreadsheet(await readBytes(file), file);
  const { delimiter, rows } = readTable(text, file, NEEDED);
  const read = rows.map((row) => readApprovalRow(row, file));
  return {
    rows: read.map(({ row }) => row),
    notices: [
      ...savedOtherwise(encoding, delimiter),
      ...read.flatMap(({ notice }) => (notice === null ? [] : [notice])),
    ],
  };
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new AppError("inputMissing", `there are no approvals at \`${file}\``, {
      cause,
      hint: "they are csv/approvals.csv of a pack, as the board filled it in",
    });
  }
}

const DELIMITER_NAMES: Readonly<Record<string, string>> = { ";": "semicolons", "\t": "tabs" };

function savedOtherwise(encoding: string, delimiter: string): readonly string[] {
  const name = DELIMITER_NAMES[delimiter];
  const how = [
    ...(encoding === "UTF-8" ? [] : [`as ${encoding}`]),
    ...(name === undefined ? [] : [`with ${name}`]),
  ];
  return how.length === 0 ? [] : [`it was saved again ${how.join(" ")}, and is read so`];
}
