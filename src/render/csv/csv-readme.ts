import { CSV_COLUMNS } from "./csv-columns.ts";

/** How to read the CSV files of a pack, and back: the same for every pack. */
export function renderCsvReadme(): string {
  return [LEAD, ...Object.entries(CSV_COLUMNS).map(([file, columns]) => table(file, columns))].join(
    "\n",
  );
}

const LEAD = `# CSV files of this pack

UTF-8 with a byte order mark, commas, CRLF at the end of each row; fields with commas, quotes or line breaks are in quotes. A text that a
spreadsheet would take for a formula has an apostrophe in front. A text that is longer than a cell of Excel can be (32,767 characters) is cut, and says so. Lists within a field are joined by " | ". A field without text is never a zero: it
means that something is not there, or not known, as its column says.

Files are joined by \`appId\` (\`servicePrincipalId\` where that is not known), \`changeId\` and \`stepId\`; permissions by \`appId\`, \`permission\` and \`resource\`.

## Approvals

Fill in \`ticket\`, \`decision\` (\`approved\`, \`rejected\` or \`deferred\`), \`name\`, \`date\` (\`YYYY-MM-DD\`) and \`conditions\` of \`approvals.csv\`, and leave all else as it is;
save it as CSV (UTF-8), and bring it back:

    scopewright report <plan> --approvals approvals.csv --force

Migrating (change 1) and retiring the legacy (change 2) are two rows and two decisions. A decision counts for the \`changeHash\` beside it: once
the plan of a change is another, it is told as out of date, and does not count.

## Change requests

Columns of \`change-requests.csv\` after \`changeHash\` are named after ServiceNow's \`change_request\`; they need an import set with a transform map. Put \`changeId\` into
\`correlation_id\` to find a ticket again.
`;

function table(file: string, columns: Readonly<Record<string, string>>): string {
  const rows = Object.entries(columns).map(
    ([name, about]) => `| \`${name}\` | ${about.replaceAll("|", "\\|")} |`,
  );
  return [`## ${file}`, "", "| column | holds |", "| --- | --- |", ...rows, ""].join("\n");
}
