import type { PlanData } from "../documents/plan-data.ts";
import { planFiles, type OutputFile } from "../documents/plan-files.ts";
import type { SetReference } from "../model/plan-permission.ts";
import { accessChangeRows, renderAccessChanges } from "../render/csv/access-changes.ts";
import { renderCsvFiles } from "../render/csv/render-csv-files.ts";
import { renderReport } from "../render/html/render-report.ts";
import { memberFile, memberSets } from "../render/member-files.ts";
import { renderScripts } from "../render/powershell/render-scripts.ts";

/** Longer lists are cut in the page, with the count and the CSV named. */
const LISTED_MEMBERS = 50;

/** Every file of a pack: the plan's own, the page, the CSVs, the scripts with their (still empty) approvals. */
export function* packFiles(
  data: PlanData,
  templates: ReadonlyMap<string, string>,
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
  const report = renderReport({ plan, templates, scripts, mailboxName, members });
  yield { path: "index.html", text: [report] };
  for (const [name, text] of renderCsvFiles({ plan })) yield { path: `csv/${name}`, text: [text] };
  yield {
    path: "csv/access-changes.csv",
    text: renderAccessChanges(accessChangeRows({ plan, mailboxName, ids })),
  };
  for (const [path, text] of scripts) yield { path, text: [text] };
  for (const set of memberSets(plan)) {
    yield { path: `scripts/data/${memberFile(set)}`, text: data.setText(set) };
  }
  yield { path: "scripts/approvals.json", text: [`${JSON.stringify(NO_APPROVALS, null, 2)}\n`] };
  const freezes = { schemaVersion: 1, freezes: plan.schedule?.freezes ?? [] };
  yield { path: "scripts/freezes.json", text: [`${JSON.stringify(freezes, null, 2)}\n`] };
}

/** Nothing is approved until a board says so. */
const NO_APPROVALS = { schemaVersion: 1, approvals: [] };

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
