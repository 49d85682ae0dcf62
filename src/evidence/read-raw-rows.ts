import { AppError } from "../errors.ts";
import type { SectionName } from "../model/sections.ts";
import { messageOf } from "./file-error.ts";
import type { Manifest } from "./manifest.ts";
import { openSectionFile } from "./open-section-file.ts";
import { createLineReader, type LineReader } from "./read-lines.ts";

/**
 * Reads the rows of a section as the service answered them, one by one, without decoding.
 *
 * A line of a parented section comes with its parent: `{"group": …, "row": …}`. The file is checked against the
 * manifest when all is read; whoever stops earlier has unchecked rows.
 *
 * @throws AppError invalidInput if the section was not read, its file is missing or outside the folder, a line is not
 *   JSON, or hash or number of rows differ
 */
export async function* readRawRows(
  folder: string,
  manifest: Manifest,
  name: SectionName,
): AsyncGenerator<unknown, void, undefined> {
  const entry = manifest.sections[name];
  if (entry?.status !== "read" || entry.file === undefined) {
    throw invalid(`${name} was not read: there are no rows`);
  }
  const opened = await openSectionFile(folder, entry.file);
  if (!opened.ok) throw invalid(`${name}: ${opened.message}`);
  const reader = createLineReader(opened.handle, entry.file.endsWith(".gz"));
  try {
    const rows = yield* parseRows(reader, name);
    if (reader.sha256() === entry.sha256?.toLowerCase() && rows === entry.rows) return;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw invalid(`${name}: \`${entry.file}\` cannot be read: ${messageOf(error)}`, error);
  }
  throw invalid(`${name}: \`${entry.file}\` is not what the scan wrote`);
}

async function* parseRows(reader: LineReader, name: string): AsyncGenerator<unknown, number> {
  let rows = 0;
  for await (const { firstLine, lines } of reader.batches()) {
    for (const [index, line] of lines.entries()) {
      if (line.trim() === "") continue;
      rows += 1;
      yield parseRow(line, `${name} line ${firstLine + index}`);
    }
  }
  return rows;
}

function parseRow(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new AppError("invalidInput", `${place}: not JSON`, { cause });
  }
}

function invalid(message: string, cause?: unknown): AppError {
  return new AppError("invalidInput", message, cause === undefined ? {} : { cause });
}
