import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import Handlebars from "handlebars";

/** A style sheet or script of our own, and the source expression that lets a content policy admit it. */
export interface TrustedBlock {
  readonly text: Handlebars.SafeString;
  readonly source: string;
}

/**
 * Marks a template's text as trusted, with its content-policy hash.
 *
 * INVARIANT: only texts under `templates/` come here, never plan data. Line ends are normalised first: browsers
 * hash what they parse, and parse CRLF as LF.
 */
export function trustedBlock(templateText: string): TrustedBlock {
  const text = templateText.replace(/\r\n?/g, "\n");
  const digest = sha256(utf8ToBytes(text));
  return {
    text: new Handlebars.SafeString(text),
    source: `'sha256-${btoa(String.fromCharCode(...digest))}'`,
  };
}
