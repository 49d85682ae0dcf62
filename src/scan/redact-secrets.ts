const REDACTED = "[redacted]";

/** What secrets are called, at the end of a name: `client_assertion` and `adminPassword` are such names too. */
const NAMES = [
  "access_?token",
  "refresh_?token",
  "id_?token",
  "client_?secret",
  "secret_?text",
  "assertion",
  "device_?code",
  "password",
  "passwd",
  "pwd",
  "authorization",
  "cookie",
].join("|");
/** Quotes, as they are, inside strings of JSON, in HTML and in links. */
const QUOTES = String.raw`\\*"|\\+u0022|'|\\+u0027|&quot;|&#39;|%22|%27`;
/** A secret's name, its closing quote if it has one, and what parts it from the secret. */
const NAMED = new RegExp(String.raw`(?:${NAMES})(?:${QUOTES})?\s*(?:[:=]|%3a|%3d)\s*`, "gi");
const OPENING_QUOTE = new RegExp(QUOTES, "iy");
const CONSTANT = /(?:null|true|false)(?=[\s,;}\]]|$)/iy;
/** A list or an object, up to its first end; else a value without quotes, and the scheme before it. */
const BARE_VALUE =
  /\[[^\]]*\]?|\{[^}]*\}?|(?:(?:bearer|basic|digest|negotiate|ntlm|pop)(?:\s|%20|\+)+)?[^\s&"'<>\\]*/iy;

/**
 * The token of a bearer header, wherever it stands; what a server says about the tokens that it wants is none.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
const BEARER =
  /(?<=bearer(?:\s|%20|\+){1,16})(?!(?:realm|scope|error|error_description|client_id|authorization_uri|claims|trusted_issuers|token_types)=\\*")[\w.~+/%-]+=*/gi;
/** A signed or encrypted JSON Web Token begins with a JSON object in base64, which begins with `eyJ`. */
const WEB_TOKEN_HEAD = /eyJ[\w-]{13,}/y;
const WEB_TOKEN_REST = /(?:(?:\.|%2e)[\w-]*)+/iy;
/** The signature of a link that anybody may follow who has it. */
const SIGNATURE = /((?<![a-z])sig(?:=|%3d))[^\s&"'<>\\]+/gi;

/** Shorter ones are words (the token of an emulator is `emulator`) that mean other things elsewhere. */
const MIN_KNOWN_CHARS = 16;

/**
 * Takes secrets out of a text, whatever it is: JSON (also inside the strings of JSON), forms, headers, links, prose.
 *
 * A secret is: the value of something that is named as one; what follows `Bearer`; a text of the shape of a JSON Web
 * Token; the signature in a link; each of `known`, wherever it stands. Rather too much is taken out than too little: a
 * quoted value without an end is taken out to the end of the text.
 *
 * @param known secrets that need no name to be found; shorter ones than 16 characters are not looked for
 */
export function redactSecrets(text: string, known: Iterable<string> = []): string {
  let redacted = text;
  for (const secret of known) {
    if (secret.length >= MIN_KNOWN_CHARS) redacted = redacted.replaceAll(secret, REDACTED);
  }
  return redactWebTokens(redactNamed(redacted))
    .replaceAll(BEARER, REDACTED)
    .replaceAll(SIGNATURE, `$1${REDACTED}`);
}

function redactNamed(text: string): string {
  let redacted = "";
  let done = 0;
  for (const { index, 0: name } of text.matchAll(NAMED)) {
    if (index < done) continue;
    const [start, end] = valueAt(text, index + name.length);
    if (start === end) continue;
    redacted += text.slice(done, start) + REDACTED;
    done = end;
  }
  return redacted + text.slice(done);
}

/** By hand: a pattern alone would try a long text again from each of its characters. */
function redactWebTokens(text: string): string {
  let redacted = "";
  let done = 0;
  for (let at = text.indexOf("eyJ"); at !== -1; at = text.indexOf("eyJ", at)) {
    const head = matchAt(WEB_TOKEN_HEAD, text, at);
    const rest = head === "" ? "" : matchAt(WEB_TOKEN_REST, text, at + head.length);
    const end = at + Math.max(head.length + rest.length, 1);
    if (rest !== "") {
      redacted += text.slice(done, at) + REDACTED;
      done = end;
    }
    at = end;
  }
  return redacted + text.slice(done);
}

/** Where the value at `from` begins and ends, without its quotes; empty where there is none, or no secret. */
function valueAt(text: string, from: number): readonly [number, number] {
  const quote = matchAt(OPENING_QUOTE, text, from);
  const start = from + quote.length;
  if (quote !== "") return [start, endOfQuoted(text, start, quote)];
  if (matchAt(CONSTANT, text, start) !== "") return [start, start];
  return [start, start + matchAt(BARE_VALUE, text, start).length];
}

/** Where the quote stands that ends what `quote` began; the end of the text when none does. */
function endOfQuoted(text: string, start: number, quote: string): number {
  const bare = quote.replace(/^\\+/, "");
  const escapes = quote.length - bare.length;
  for (let at = text.indexOf(bare, start); at !== -1; at = text.indexOf(bare, at + 1)) {
    if (isClosing(text, start, at, escapes)) return at - escapes;
  }
  return text.length;
}

/**
 * Tells the quote that ends a string of JSON from one inside it.
 *
 * A string inside a string has its quotes escaped, by `escapes` backslashes at its depth; a quote or a backslash inside
 * of it is escaped once more, which doubles what stands before it.
 */
function isClosing(text: string, start: number, at: number, escapes: number): boolean {
  let backslashes = 0;
  while (at - backslashes > start && text[at - backslashes - 1] === "\\") backslashes += 1;
  return backslashes % (2 * (escapes + 1)) === escapes;
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}
