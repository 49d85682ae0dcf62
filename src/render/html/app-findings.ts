import type { Plan } from "../../model/plan-document.ts";
import { SEVERITY_WORDS } from "./finding-words.ts";
import type { AppFindingView } from "./report-view.ts";

/** The findings that speak of one app, by app id or by the object id of its enterprise application; worst first. */
export function appFindings({
  findings,
  findingChecks,
}: Plan): ReadonlyMap<string, readonly AppFindingView[]> {
  const checks = new Map(findingChecks.map((check) => [check.kind, check]));
  const byApp = new Map<string, AppFindingView[]>();
  for (const { id, kind, severity, text, app } of findings) {
    const key = app?.appId ?? app?.servicePrincipalId ?? null;
    if (key === null) continue;
    const own = byApp.get(key) ?? [];
    own.push({
      id,
      severity: { key: severity, ...SEVERITY_WORDS[severity] },
      text,
      whatToDo: checks.get(kind)?.whatToDo ?? "",
      anchor: `finding-${kind}`,
    });
    byApp.set(key, own);
  }
  return byApp;
}
