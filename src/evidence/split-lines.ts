const NEWLINE = 0x0a;

/** Splits a stream of bytes into lines of text, piece by piece. */
export interface LineSplitter {
  /** Takes the next bytes and returns the lines that they complete, without their line ends. */
  push(bytes: Buffer): string[];
  /** Returns the last line, if the bytes did not end with a line end. */
  end(): string[];
}

/**
 * Creates a splitter for UTF-8 text.
 *
 * Cuts at bytes, before anything is decoded: no character is ever cut in two. A byte order mark is dropped.
 */
export function createLineSplitter(): LineSplitter {
  let carried: Buffer[] = [];
  let isFirst = true;

  const takeLine = (bytes: Buffer, start: number, end: number): string => {
    let line: string;
    if (carried.length === 0) {
      line = bytes.toString("utf8", start, end);
    } else {
      line = Buffer.concat([...carried, bytes.subarray(start, end)]).toString("utf8");
      carried = [];
    }
    if (!isFirst) return line;
    isFirst = false;
    return line.startsWith("\uFEFF") ? line.slice(1) : line;
  };

  return {
    push(bytes) {
      const lines: string[] = [];
      let start = 0;
      for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
        lines.push(takeLine(bytes, start, end));
        start = end + 1;
      }
      if (start < bytes.length) carried.push(bytes.subarray(start));
      return lines;
    },
    end() {
      return carried.length === 0 ? [] : [takeLine(Buffer.alloc(0), 0, 0)];
    },
  };
}
