import { groupPairs } from "../../model/group-pairs.ts";
import type { Plan } from "../../model/plan-document.ts";
import { SEVERITY_WORDS } from "./finding-words.ts";
import type { AppFindingView } from "./report-view.ts";

/** The findings that speak of one app, by app id or by the object id of its enterprise application; worst first. */
export function appFindings({
  findings,
  findingChecks,
}: Plan): ReadonlyMap<string, readonly AppFindingView[]> {
  const checks = new Map(findingChecks.map((check) => [check.kind, check]));
  return groupPairs(
    findings.flatMap(({ id, kind, severity, text, app }) => {
      const key = app?.appId ?? app?.servicePrincipalId ?? null;
      const view: AppFindingView = {
        id,
        severity: { key: severity, ...SEVERITY_WORDS[severity] },
        text,
        whatToDo: checks.get(kind)?.whatToDo ?? "",
        anchor: `finding-${kind}`,
      };
      return key === null ? [] : [[key, view] as const];
    }),
  );
}
