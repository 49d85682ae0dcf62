export interface SourceView {
  readonly text: string;
  /** The end of a link's address, for a place within a sentence. */
  readonly short: string;
  /** Only https links; null = plain text. */
  readonly href: string | null;
}

const LINK = /^https:\/\/[^\s"'<>`]+$/;

/** Turns a source into a link where it is an https address and nothing else. */
export function sourceView(source: string): SourceView {
  if (!LINK.test(source)) return { text: source, short: source, href: null };
  const text = source.replace(/^https:\/\/(www\.)?/, "");
  // A number at the end says nothing: the words before it do.
  const short = text.split("/").findLast((part) => /\D/.test(part)) ?? text;
  return { text, short, href: source };
}
