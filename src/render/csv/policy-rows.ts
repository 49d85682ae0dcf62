import type { AppPlan } from "../../model/plan-app.ts";
import type { Plan } from "../../model/plan-document.ts";
import { appKeys, NO_APP, type AppKeys } from "./app-keys.ts";
import type { CsvRow } from "./csv-columns.ts";

/** Stands where rows would be, had they been read: a file without a row would say that there is nothing. */
const NOT_READ = "notRead";

const UNREAD_POLICY: Omit<CsvRow<"policies.csv">, keyof AppKeys> = {
  policy: null,
  accessRight: NOT_READ,
  appliesToAllApps: null,
  scopeKind: NOT_READ,
  scopeId: null,
  scope: null,
  recipientType: null,
  nestedGroups: null,
  description: null,
};

/** One row for each app and policy that names it. */
export function policyRows({ apps, legacy }: Plan): readonly CsvRow<"policies.csv">[] {
  const rows = apps.flatMap(rowsOfApp);
  const unread = { ...NO_APP, ...UNREAD_POLICY };
  return rows.length === 0 && legacy.policies === null ? [unread] : rows;
}

function rowsOfApp(app: AppPlan): readonly CsvRow<"policies.csv">[] {
  if (app.policies === null) return [{ ...appKeys(app), ...UNREAD_POLICY }];
  return app.policies.map(({ identity, accessRight, appliesToAllApps, description, scope }) => ({
    ...appKeys(app),
    policy: identity,
    accessRight,
    appliesToAllApps,
    scopeKind: scope.kind,
    scopeId: scope.id,
    scope: scope.displayName,
    recipientType: scope.recipientTypeDetails,
    nestedGroups: scope.nestedGroups,
    description,
  }));
}
