import { oneLine } from "../one-line.ts";

/** Makes text safe to stand after a `#`: one line, nothing hidden. */
export const commentText = (text: string): string => oneLine(text);
