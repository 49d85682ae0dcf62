import type { FindingApp } from "../model/finding.ts";

/** The app that all of them are; null where they are several, or one of them is not known. */
export function onlyApp(apps: readonly (FindingApp | null)[]): FindingApp | null {
  const [first] = apps;
  if (first === undefined || first === null) return null;
  return apps.every((app) => app !== null && keyOf(app) === keyOf(first)) ? first : null;
}

const keyOf = ({ appId, servicePrincipalId }: FindingApp): string | null =>
  appId ?? servicePrincipalId;
