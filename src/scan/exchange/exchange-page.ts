import { redactSecrets } from "../redact-secrets.ts";
import { isRecord } from "../raw-row.ts";
import type { RawRow } from "../raw-row.ts";

/** One page of rows as the service answered it, or why the answer cannot be taken for rows. */
export type ExchangePage =
  | { readonly ok: true; readonly rows: readonly RawRow[]; readonly nextLink: string | undefined }
  | { readonly ok: false; readonly why: string; readonly again: boolean };

/** A list that was cut short says so only in this warning. */
const CUT_SHORT = /more results available than are currently displayed/i;

/** A link at the very end of a body. */
const LAST_LINK = /,\s*"@odata\.nextLink"\s*:\s*("(?:[^"\\]|\\.)*")\s*\}\s*$/;

/** Characters; a link is some hundred long. */
const LONGEST_LINK = 8_000;

/**
 * Reads the link to the next page off the end of a body that is not decoded yet, where it stands there.
 *
 * It is a guess that only {@link decodeExchangePage} confirms: a body may be no json object, or hold errors.
 */
export function guessNextLink(body: string): string | undefined {
  const link = LAST_LINK.exec(body.slice(-LONGEST_LINK))?.[1];
  const parsed = link === undefined ? undefined : parseJson(link);
  return typeof parsed === "string" ? parsed : undefined;
}

/**
 * Decodes the body of a successful answer.
 *
 * An empty body means "no rows" on the first page only, and only where the answer promised none: else it was lost.
 */
export function decodeExchangePage(
  body: string,
  {
    isFirstPage,
    isVoidWhenEmpty,
  }: { readonly isFirstPage: boolean; readonly isVoidWhenEmpty: boolean },
): ExchangePage {
  if (body === "") {
    if (isFirstPage && isVoidWhenEmpty) return { ok: true, rows: [], nextLink: undefined };
    return { ok: false, why: "an empty page", again: isFirstPage };
  }
  const parsed = parseJson(body.replaceAll("\0", "").trim());
  if (!isRecord(parsed)) return { ok: false, why: "an answer that is no json object", again: true };
  return decodeBody(parsed, isFirstPage);
}

function decodeBody(body: RawRow, isFirstPage: boolean): ExchangePage {
  const errors = body["@adminapi.errors"];
  if (Array.isArray(errors) && errors.length > 0) {
    const said = redactSecrets(JSON.stringify(errors)).slice(0, 300);
    return refuse(`errors beside the rows: ${said}`);
  }
  const value = body["value"];
  if (value === null && isFirstPage) return { ok: true, rows: [], nextLink: undefined };
  if (!Array.isArray(value) || !value.every(isRecord)) return refuse("an answer without rows");

  const nextLink = body["@odata.nextLink"];
  if (typeof nextLink === "string") return { ok: true, rows: value, nextLink };
  if (nextLink !== undefined) return refuse("an unreadable paging link");
  if (saysCutShort(body["@adminapi.warnings"])) {
    return refuse("a list that is cut short, without a link to the rest");
  }
  return { ok: true, rows: value, nextLink: undefined };
}

const saysCutShort = (warnings: unknown): boolean =>
  Array.isArray(warnings) &&
  warnings.some((warning) => typeof warning === "string" && CUT_SHORT.test(warning));

const refuse = (why: string): ExchangePage => ({ ok: false, why, again: false });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
