import { approvalsText } from "../documents/approvals-file.ts";
import { approvalsJsonSchema } from "../documents/approvals-schema.ts";
import type { PlanData } from "../documents/plan-data.ts";
import { planFiles, type OutputFile } from "../documents/plan-files.ts";
import type { Board } from "../model/approval.ts";
import { REHEARSAL_FILE } from "../documents/rehearsal-file.ts";
import { rehearsalText } from "../documents/write-rehearsal.ts";
import type { Rehearsal } from "../model/rehearsal.ts";
import type { SetReference } from "../model/plan-permission.ts";
import { accessChangeRows, renderAccessChanges } from "../render/csv/access-changes.ts";
import { renderCsvReadme } from "../render/csv/csv-readme.ts";
import { renderCsvFiles } from "../render/csv/render-csv-files.ts";
import { renderReport } from "../render/html/render-report.ts";
import { memberFile, memberSets } from "../render/member-files.ts";
import { renderScripts } from "../render/powershell/render-scripts.ts";
import type { TicketLink } from "../render/ticket-link.ts";

/** Longer lists are cut in the page, with the count and the CSV named. */
const LISTED_MEMBERS = 50;

/** What a pack holds beside its plan: what came back from the board, where its tickets are, and its rehearsal. */
export interface PackExtras {
  readonly board?: Board;
  readonly ticketLink?: TicketLink;
  /** Of this very plan; it stays beside it. */
  readonly rehearsal?: Rehearsal | undefined;
}

/** Every file of a pack: the plan's own, the page, the CSVs, the scripts with the approvals that hold. */
export function* packFiles(
  data: PlanData,
  templates: ReadonlyMap<string, string>,
  extras: PackExtras = {},
): Generator<OutputFile> {
  const { plan } = data;
  const names = new Map([...data.mailboxes()].map((row) => [row.id, row]));
  const mailboxName = (id: string) => names.get(id);
  const ids = (reference: SetReference) => listIds(data, reference);
  const members = (reference: SetReference) => {
    const all = ids(reference);
    if (all === null) return null;
    const sorted = [...all].toSorted(byName(names));
    return {
      ids: sorted.slice(0, LISTED_MEMBERS),
      more: Math.max(0, sorted.length - LISTED_MEMBERS),
    };
  };
  yield* planFiles(data);
  const scripts = renderScripts({ plan, templates });
  const page = renderReport({ plan, templates, scripts, mailboxName, members, ...extras });
  yield { path: "index.html", text: [page] };
  const { rehearsal } = extras;
  if (rehearsal !== undefined) yield { path: REHEARSAL_FILE, text: [rehearsalText(rehearsal)] };
  for (const [name, text] of renderCsvFiles({ plan, mailboxName, ...extras }))
    yield { path: `csv/${name}`, text: [text] };
  yield { path: "csv/README.md", text: [renderCsvReadme()] };
  yield {
    path: "csv/access-changes.csv",
    text: renderAccessChanges(accessChangeRows({ plan, mailboxName, ids })),
  };
  for (const [path, text] of scripts) yield { path, text: [text] };
  for (const set of memberSets(plan)) {
    yield { path: `scripts/data/${memberFile(set)}`, text: data.setText(set) };
  }
  yield { path: "scripts/approvals.json", text: [approvalsText(extras.board ?? new Map())] };
  const schema = `${JSON.stringify(approvalsJsonSchema(), null, 2)}\n`;
  yield { path: "approvals.schema.json", text: [schema] };
  const freezes = { schemaVersion: 1, freezes: plan.schedule?.freezes ?? [] };
  yield { path: "scripts/freezes.json", text: [`${JSON.stringify(freezes, null, 2)}\n`] };
}

/** "Everyone but" cannot be listed: it holds mailboxes that do not exist yet. */
function listIds(data: PlanData, { set }: SetReference): Iterable<string> | null {
  return typeof set === "string" ? data.setIds(set) : null;
}

function byName(
  names: ReadonlyMap<string, { readonly displayName: string }>,
): (a: string, b: string) => number {
  const key = (id: string): string =>
    `${names.get(id)?.displayName.toLowerCase() ?? ""}\u0000${id}`;
  return (a, b) => (key(a) < key(b) ? -1 : 1);
}
