/**
 * Names that have broken a report, a table, a script, a path or a terminal somewhere: what each tries, and the name.
 *
 * All are text that UTF-8 can hold, and none has a NUL. Of two that differ by marks or signs alone, an ASCII slug makes one.
 */
export const HOSTILE_NAMES: readonly (readonly [tries: string, name: string])[] = [
  ["end a literal by a typographic quote", "x’; Remove-Mailbox *; ’"],
  ["all quotes that PowerShell knows", "‘a’ ‚b‛ “c” „d\" 'e'"],
  ["expand in double quotes", "$(Remove-Item x) ${env:PATH} $x @(1)"],
  ["escape by backtick", '`n`"back`tick` `$(x)'],
  ["end a literal by an ASCII quote", "'; Remove-Mailbox *; '"],
  ["end our script and start another", "</script><script>alert(1)</script>"],
  ["open a comment of HTML", "<!-- <img src=x onerror=alert(1)> ]]>"],
  ["end an attribute", "\" onmouseover=alert(1) x='"],
  ["be a formula: equals", "=cmd|'/C calc'!A0"],
  ["be a formula: plus", "+1"],
  ["be a formula: minus", "-1"],
  ["be a formula: at", "@SUM(A1)"],
  ["be a formula: full width", "＝1＋1"],
  ["be a formula after a tab", "\t=1+1"],
  ["break the line in every way", "tab\tline\r\nline\nline\rStop-Computer"],
  [
    "break the line as Unicode has it",
    "line\u2028Stop-Computer\u2029Stop-Computer\u0085Stop-Computer",
  ],
  ["start with a line break", "\nStop-Computer"],
  [
    "write on the terminal",
    "\u001B[31mred\u001B[0m \u001B]8;;https://example.com\u0007link\u001B]8;;\u0007",
  ],
  ["ring, go back, delete, eight-bit escape", "bell\u0007back\u0008delete\u007Fescape\u009B31m"],
  ["read from right to left", "\u202Egnp.exe\u202C \u200Fmark\u200E \u2066isolate\u2069"],
  ["hide in no width", "zero\u200Bwidth\u200Cno\u200Djoin\u2060er\uFEFF"],
  ["hide as tags", "plain\u{E0041}\u{E0042}\u{E007F}"],
  ["emoji joined to one", "👩‍💻 👨‍👩‍👧‍👦 🏳️‍🌈 team"],
  ["pile up marks", "Z\u0351\u036B\u0343a\u0301\u0302\u0303\u0304lgo"],
  ["a device of Windows", "con"],
  ["a device of Windows, with an ending", "NUL.txt"],
  ["climb up a path", "../../x"],
  ["climb up a path of Windows", "..\\..\\C:\\Windows\\x"],
  ["a share, wildcards and a pipe", '\\\\server\\share\\*?|<>:"'],
  [
    "64 characters",
    "Sixty-four characters are as many as a name in Exchange may have".padEnd(64, "."),
  ],
  ["256 characters", "A display name of two hundred and fifty-six characters. ".padEnd(256, "x")],
  ["one slug with the next", "Ünïcode Mailer"],
  ["one slug with the one before", "Unicode (Mailer)!"],
  ["be a template", "{{appId}} {{{appId}}} {{#each apps}}{{/each}} {{> x}}"],
  ["be a format", "%s %n %08x {0} %TEMP% $1 $& $'"],
  ["be SQL", "'); DROP TABLE apps;--"],
  ["be JSON", '{"appId":"x"},{"steps":[]} \\u0027 \\"'],
  ["end a block comment or a here-string", "#> <# @' '@ @\" \"@"],
  ["be a field of CSV", '";"a",b\t|c'],
  ["be an option", "--out=/tmp/x"],
  ["match as a wildcard", "[a-z]* ? [!x] ^.*$"],
  ["be a prototype", "__proto__"],
  ["blanks at both ends", "  constructor  "],
  ["change length with case", "İstanbul ıßﬃ ſ Σς"],
  ["be a distinguished name", "CN=Users,DC=x+OU=y"],
  ["be a placeholder of a shell", "$HOME;id>&2|tee&&x"],
  ["be an entity", "&lt;b&gt; &amp;amp; &#39;"],
];

/** The names alone, in order. */
export const hostileNames: readonly string[] = HOSTILE_NAMES.map(([, name]) => name);

/** The name that tries this. */
export function hostileName(tries: string): string {
  const found = HOSTILE_NAMES.find(([what]) => what === tries);
  if (found === undefined) throw new Error(`no name tries to ${tries}`);
  return found[1];
}
