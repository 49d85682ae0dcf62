import type { Plan } from "../../model/plan-document.ts";
import type { PermissionPlan, SetReference } from "../../model/plan-permission.ts";
import type { AppPlan } from "../../model/plan-app.ts";
import type { CsvRow } from "./csv-columns.ts";
import { renderCsvHeader, renderCsvRows } from "./render-csv.ts";

const FILE = "access-changes.csv";
const ROWS_PER_CHUNK = 2000;

export type AccessChangeRow = CsvRow<typeof FILE>;

export interface AccessChangesInput {
  readonly plan: Plan;
  readonly mailboxName: (
    id: string,
  ) => { readonly displayName: string; readonly primarySmtpAddress: string } | undefined;
  /** Every id of a set, in order; null = it cannot be listed. */
  readonly ids: (reference: SetReference) => Iterable<string> | null;
}

/** Lists each mailbox that an app gains or loses by a permission; what is kept is not listed. */
export function* accessChangeRows(input: AccessChangesInput): Generator<AccessChangeRow> {
  for (const app of input.plan.apps)
    for (const permission of app.permissions) {
      yield* changeRows(app, permission, "gained", input);
      yield* changeRows(app, permission, "lost", input);
    }
}

/** Renders access-changes.csv in chunks, so that a big tenant never stands in memory as one text. */
export function* renderAccessChanges(rows: Iterable<AccessChangeRow>): Generator<string> {
  yield renderCsvHeader(FILE);
  let chunk: AccessChangeRow[] = [];
  for (const row of rows) {
    chunk.push(row);
    if (chunk.length < ROWS_PER_CHUNK) continue;
    yield renderCsvRows(FILE, chunk);
    chunk = [];
  }
  if (chunk.length > 0) yield renderCsvRows(FILE, chunk);
}

function* changeRows(
  app: AppPlan,
  permission: PermissionPlan,
  change: "gained" | "lost",
  input: AccessChangesInput,
): Generator<AccessChangeRow> {
  const reference = permission[change];
  if (reference === undefined || reference.count === 0) return;
  const row = {
    appId: app.appId,
    servicePrincipalId: app.servicePrincipalId,
    app: app.displayName,
    permission: permission.permission,
    resource: permission.resource,
  };
  const ids = input.ids(reference);
  if (ids === null) {
    yield {
      ...row,
      change: "notListed",
      mailbox: null,
      displayName: null,
      primarySmtpAddress: null,
    };
    return;
  }
  for (const id of ids) {
    const name = input.mailboxName(id);
    yield {
      ...row,
      change,
      mailbox: id,
      displayName: name?.displayName ?? null,
      primarySmtpAddress: name?.primarySmtpAddress ?? null,
    };
  }
}
