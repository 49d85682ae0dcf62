import type { AppPlan } from "../model/plan-app.ts";

/** What an app is called where it has no name, or its name was not read: by one of its two ids. */
export const nameOfApp = ({
  displayName,
  appId,
  servicePrincipalId,
}: Pick<AppPlan, "displayName" | "appId" | "servicePrincipalId">): string =>
  displayName || (appId ?? servicePrincipalId ?? "an app without name and id");
