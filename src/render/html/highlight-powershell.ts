import Handlebars from "handlebars";

/** Comments, quoted texts, variables, parameters, cmdlets, keywords: enough to read by, not a parser. */
const KINDS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ["comment", /#.*/],
  ["text", /'(?:[^'\n‘’‚‛]|''|[‘’‚‛]{2})*'|"(?:[^"\n`]|`.)*"/],
  ["variable", /\$(?:\{[^}\n]*\}|\w+)/],
  ["cmdlet", /\b[A-Z][a-z]+-[A-Z]\w+/],
  ["parameter", /(?<=\s)-[A-Za-z]\w*/],
  [
    "keyword",
    /\b(?:if|else|elseif|foreach|while|return|throw|try|catch|finally|function|param|trap|break|continue)\b/,
  ],
];
/** One group for each kind; numbered, since names make of every match an object. */
const TOKEN = new RegExp(KINDS.map(([, { source }]) => `(${source})`).join("|"), "g");

/**
 * Writes a script as HTML, with spans for what the eye looks for.
 *
 * INVARIANT: every character of the script is in it, escaped; without its spans it is the script.
 */
export function highlightPowerShell(script: string): Handlebars.SafeString {
  const html: string[] = [];
  let at = 0;
  for (const match of script.matchAll(TOKEN)) {
    html.push(escape(script.slice(at, match.index)));
    const group = match.findIndex((text: string | undefined, at) => at > 0 && text !== undefined);
    const [kind] = KINDS[group - 1] ?? ["text"];
    html.push(`<span class="t-${kind}">${escape(match[0])}</span>`);
    at = match.index + match[0].length;
  }
  html.push(escape(script.slice(at)));
  return new Handlebars.SafeString(html.join(""));
}

const escape = (text: string): string => Handlebars.escapeExpression(text);
