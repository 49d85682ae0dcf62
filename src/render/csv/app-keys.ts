import type { AppPlan } from "../../model/plan-app.ts";
import type { CsvRow } from "./csv-columns.ts";

export type AppKeys = Pick<CsvRow<"apps.csv">, "appId" | "servicePrincipalId" | "app">;

/** What joins the rows of an app in every file. */
export const appKeys = (app: AppPlan): AppKeys => ({
  appId: app.appId,
  servicePrincipalId: app.servicePrincipalId,
  app: app.displayName,
});

/** Of what belongs to no app. */
export const NO_APP: AppKeys = { appId: null, servicePrincipalId: null, app: null };
