const QUOTES = "'\u2018\u2019\u201A\u201B";
const DOUBLE_QUOTES = '"\u201C\u201D\u201E';

/** Where a single-quoted literal that starts at `start` ends, and what it says; written from the language, not from `quoteLiteral`. */
export function readLiteral(
  text: string,
  start: number,
): { readonly value: string; readonly end: number } {
  if (!isQuote(text[start])) throw new Error(`no literal at ${start}`);
  let value = "";
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (!isQuote(character)) value += character;
    else if (isQuote(text[at + 1])) {
      value += text[at + 1];
      at += 1;
    } else return { value, end: at + 1 };
  }
  throw new Error("literal without end");
}

/** Evaluates a literal, or literals and characters by code joined with `+` within parentheses. */
export function evaluateText(expression: string): string {
  if (!expression.startsWith("(")) {
    const { value, end } = readLiteral(expression, 0);
    if (end !== expression.length) throw new Error(`more than one literal: ${expression}`);
    return value;
  }
  let result = "";
  let at = 1;
  for (;;) {
    const code = /^\[char\]0x([0-9A-F]{4})/.exec(expression.slice(at));
    if (code === null) {
      const { value, end } = readLiteral(expression, at);
      result += value;
      at = end;
    } else {
      result += String.fromCharCode(Number.parseInt(code[1] ?? "", 16));
      at += code[0].length;
    }
    if (expression.slice(at) === ")") return result;
    if (!expression.startsWith(" + ", at)) throw new Error(`not an expression: ${expression}`);
    at += 3;
  }
}

/** What each text of a script says, joined ones as one; comments and double-quoted texts are left out. */
export function textsOf(script: string): readonly string[] {
  const texts: string[] = [];
  for (let at = 0; at < script.length;) {
    const character = script[at] ?? "";
    if (isQuote(character)) {
      const { value, end } = readText(script, at);
      texts.push(value);
      at = end;
    } else if (DOUBLE_QUOTES.includes(character)) at = endOfDoubleQuoted(script, at);
    else if (character === "#") at = script.indexOf("\r\n", at);
    else at += 1;
  }
  return texts;
}

/** A literal with the literals and characters by code that are joined to it. */
function readText(script: string, start: number): { readonly value: string; readonly end: number } {
  let { value, end } = readLiteral(script, start);
  for (;;) {
    const code = /^ \+ \[char\]0x([0-9A-F]{4})/.exec(script.slice(end, end + 20));
    if (code !== null) {
      value += String.fromCharCode(Number.parseInt(code[1] ?? "", 16));
      end += code[0].length;
    } else if (script.startsWith(" + '", end)) {
      const next = readLiteral(script, end + 3);
      value += next.value;
      end = next.end;
    } else return { value, end };
  }
}

/** A script without what data can fill: comments are gone, each text is `'S'`. */
export function skeleton(script: string): string {
  let result = "";
  for (let at = 0; at < script.length;) {
    const character = script[at] ?? "";
    if (isQuote(character)) {
      result += "'S'";
      at = readLiteral(script, at).end;
    } else if (DOUBLE_QUOTES.includes(character)) {
      const end = endOfDoubleQuoted(script, at);
      result += script.slice(at, end);
      at = end;
    } else if (character === "#") {
      at = script.indexOf("\r\n", at);
    } else {
      result += character;
      at += 1;
    }
  }
  return result.replace(/\('S'(?: \+ (?:\[char\]0x[0-9A-F]{4}|'S'))*\)/g, "'S'");
}

function endOfDoubleQuoted(script: string, start: number): number {
  for (let at = start + 1; at < script.length; at += 1) {
    if (script[at] === "`") at += 1;
    else if (DOUBLE_QUOTES.includes(script[at] ?? "")) return at + 1;
  }
  throw new Error("text without end");
}

function isQuote(character: string | undefined): boolean {
  return character !== undefined && QUOTES.includes(character);
}
