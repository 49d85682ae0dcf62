import { decisionsJsonSchema } from "./decisions-schema.ts";
import { planJsonSchema } from "./plan-schema.ts";
import type { Plan } from "../model/plan-document.ts";
import type { PlanData } from "./plan-data.ts";
import { rehearsalJsonSchema } from "./rehearsal-schema.ts";

/** A file to be written, as text in chunks: none of them stands in memory whole unless it is small. */
export interface OutputFile {
  /** Relative, with `/`. */
  readonly path: string;
  readonly text: Iterable<string>;
}

/** The text of plan.json. */
export const planText = (plan: Plan): string => `${JSON.stringify(plan, null, 2)}\n`;

/** The files of a plan: the document, its JSON Schemas, each distinct set once, and the mailboxes they name. */
export function* planFiles(data: PlanData): Generator<OutputFile> {
  yield { path: "plan.json", text: [planText(data.plan)] };
  yield { path: "plan.schema.json", text: [`${JSON.stringify(planJsonSchema(), null, 2)}\n`] };
  yield {
    path: "decisions.schema.json",
    text: [`${JSON.stringify(decisionsJsonSchema(), null, 2)}\n`],
  };
  yield {
    path: "rehearsal.schema.json",
    text: [`${JSON.stringify(rehearsalJsonSchema(), null, 2)}\n`],
  };
  for (const name of data.setNames) {
    yield { path: `sets/${name}.ndjson`, text: data.setText(name) };
  }
  yield { path: "mailboxes.ndjson", text: lines(data.mailboxes()) };
}

/** Batches keep the number of writes small on a set of a million ids. */
const LINES_PER_CHUNK = 4096;

/** One JSON value a line. */
export function* lines(rows: Iterable<unknown>): Generator<string> {
  let chunk: string[] = [];
  for (const row of rows) {
    chunk.push(`${JSON.stringify(row)}\n`);
    if (chunk.length < LINES_PER_CHUNK) continue;
    yield chunk.join("");
    chunk = [];
  }
  if (chunk.length > 0) yield chunk.join("");
}
