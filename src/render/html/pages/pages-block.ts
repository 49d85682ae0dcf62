import Handlebars from "handlebars";
import type { PackedPages } from "./packed-pages.ts";

/**
 * Writes the packed pages as the text of a `<script type="application/json">`, which no browser runs.
 *
 * INVARIANT: nothing in it ends the element or opens a comment: `</`, `<!` and `<script` are written with escapes of JSON.
 */
export function pagesBlock(pages: PackedPages): Handlebars.SafeString {
  const json = JSON.stringify(pages)
    .replaceAll("</", "<\\/")
    .replace(/<(?=!|script)/gi, "\\u003c");
  return new Handlebars.SafeString(json);
}
