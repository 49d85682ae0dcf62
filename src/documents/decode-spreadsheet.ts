import { AppError } from "../errors.ts";

/** The text of a file that a spreadsheet saved. */
export interface SpreadsheetText {
  readonly text: string;
  readonly encoding: "UTF-8" | "UTF-16";
}

/**
 * Decodes what spreadsheets save as CSV: UTF-8 with or without a byte order mark, and UTF-16 ("Unicode text").
 *
 * @throws AppError invalidInput for any other encoding: names would be read as others than they are
 */
export function decodeSpreadsheet(bytes: Uint8Array, file: string): SpreadsheetText {
  const utf16 = findUtf16(bytes);
  try {
    // The decoder takes a byte order mark away itself.
    const text = new TextDecoder(utf16 ?? "utf-8", { fatal: true }).decode(bytes);
    if (text.includes("\0")) throw new TypeError("it holds a NUL character");
    return { text, encoding: utf16 === null ? "UTF-8" : "UTF-16" };
  } catch (cause) {
    throw new AppError("invalidInput", `\`${file}\` is neither UTF-8 nor UTF-16 text`, {
      cause,
      hint: "save it again as `CSV UTF-8`",
    });
  }
}

/** By its mark, or by the zero in every second byte that Latin letters have there. */
function findUtf16([first, second]: Uint8Array): "utf-16le" | "utf-16be" | null {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return "utf-16be";
  return null;
}
