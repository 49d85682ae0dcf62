/**
 * Reads a CSV file strictly after RFC 4180: CRLF at the end of each record, a field with a comma, a quote or a line
 * break in quotes, as many fields in each record as in the first.
 *
 * @returns the records below the header, by column
 * @throws Error with the place, for anything else
 */
export function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  if (!text.startsWith("\uFEFF")) throw new Error("no byte order mark");
  const records: string[][] = [];
  let record: string[] = [];
  for (let at = 1; at < text.length;) {
    const { value, end } = text[at] === '"' ? quoted(text, at) : bare(text, at);
    record.push(value);
    if (text[end] === ",") {
      at = end + 1;
      if (at === text.length) throw new Error("the last record has no end");
      continue;
    }
    if (!text.startsWith("\r\n", end)) throw new Error(`no end of a field at ${end}`);
    records.push(record);
    record = [];
    at = end + 2;
  }
  const [header = [], ...rows] = records;
  return rows.map((row, index) => {
    if (row.length !== header.length)
      throw new Error(`record ${index + 1} has ${row.length} fields`);
    return Object.fromEntries(header.map((column, place) => [column, row[place] ?? ""]));
  });
}

interface Field {
  readonly value: string;
  readonly end: number;
}

function quoted(text: string, start: number): Field {
  let value = "";
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] !== '"') value += text[at] ?? "";
    else if (text[at + 1] === '"') {
      value += '"';
      at += 1;
    } else return { value, end: at + 1 };
  }
  throw new Error(`a quote at ${start} is never closed`);
}

function bare(text: string, start: number): Field {
  let end = start;
  while (end < text.length && !/[",\r\n]/.test(text[end] ?? "")) end += 1;
  return { value: text.slice(start, end), end };
}
