import { openSectionFile } from "./open-section-file.ts";
import { messageOf } from "./file-error.ts";
import type { SectionEntry } from "./manifest.ts";
import { createLineReader, type LineReader } from "./read-lines.ts";

/** Takes one parsed line; says what is wrong with it (``, `path`: expected …``), or nothing. */
export type TakeLine = (value: unknown) => string | undefined;

export type RowsRead =
  { readonly ok: true; readonly rows: number } | { readonly ok: false; readonly message: string };

/**
 * Reads the file of a section line by line and checks it against its manifest entry.
 *
 * A missing file, a line that is not JSON or not taken, a wrong hash or a wrong number of rows is a value: whoever
 * took lines must then forget them. Blank lines are no rows.
 */
export async function readSectionRows(
  folder: string,
  name: string,
  entry: SectionEntry,
  take: TakeLine,
): Promise<RowsRead> {
  const { file, sha256 } = entry;
  if (file === undefined) return failed(`${name}: the manifest names no file`);
  if (sha256 === undefined) return failed(`${name}: the manifest gives no sha256`);
  const opened = await openSectionFile(folder, file);
  if (!opened.ok) return failed(`${name}: ${opened.message}`);
  const reader = createLineReader(opened.handle, file.endsWith(".gz"));
  try {
    const taken = await takeLines(reader, name, take);
    if (!taken.ok) return taken;
    if (reader.sha256() !== sha256.toLowerCase()) {
      return failed(`${name}: \`${file}\` is not what the scan wrote: its sha256 differs`);
    }
    return checkRowCount(name, entry.rows, taken.rows);
  } catch (error) {
    return failed(`${name}: \`${file}\` cannot be read: ${messageOf(error)}`);
  }
}

async function takeLines(reader: LineReader, name: string, take: TakeLine): Promise<RowsRead> {
  let rows = 0;
  for await (const { firstLine, lines } of reader.batches()) {
    for (const [index, line] of lines.entries()) {
      if (line === "" || line.trim() === "") continue;
      rows += 1;
      const trouble = takeLine(line, take);
      if (trouble !== undefined) return failed(`${name} line ${firstLine + index}${trouble}`);
    }
  }
  return { ok: true, rows };
}

function takeLine(line: string, take: TakeLine): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return ": not JSON";
  }
  return take(value);
}

function checkRowCount(name: string, expected: number | undefined, rows: number): RowsRead {
  if (rows === expected) return { ok: true, rows };
  return failed(`${name}: the file has ${rows} rows, the manifest says ${expected ?? "nothing"}`);
}

function failed(message: string): RowsRead {
  return { ok: false, message };
}
