import type { Plan } from "../../../model/plan-document.ts";
import type { AppLink } from "./app-link.ts";

/** A point that Microsoft leaves open, and the apps whose plan rests on it. */
export interface UnconfirmedView {
  readonly point: string;
  readonly about: string;
  readonly apps: readonly AppLink[];
  /** How many more there are. */
  readonly more: number;
}

const SHOWN = 8;

const POINTS: Readonly<Record<string, string>> = {
  U1: "what EnforceExoAppRbacPermissions does to grants in Entra",
  U4: "whether a policy counts the members of nested groups",
  U5: "who counts as a member of a dynamic or restricted administrative unit",
  U6: "how a scope treats -not(MemberOfGroup …), and groups with dynamic members",
  U9: "how special mailboxes behave, such as group and public-folder mailboxes",
  U13: "how far the removal of ApplicationImpersonation has come in this tenant",
};

/** The unconfirmed points that planned scopes and reasons name, with the apps. */
export function unconfirmedPoints(
  { apps }: Plan,
  links: readonly AppLink[],
): readonly UnconfirmedView[] {
  const points = new Map<string, AppLink[]>();
  for (const [index, app] of apps.entries()) {
    const link = links[index];
    if (link === undefined || app.steps.length === 0) continue;
    for (const point of pointsOf(app)) points.set(point, [...(points.get(point) ?? []), link]);
  }
  return [...points]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([point, own]) => ({
      point,
      about: POINTS[point] ?? "a point that Microsoft's pages leave open",
      apps: own.slice(0, SHOWN),
      more: Math.max(0, own.length - SHOWN),
    }));
}

function pointsOf({ candidates, reasons }: Plan["apps"][number]): ReadonlySet<string> {
  const planned = candidates.filter(({ plannedBy }) => plannedBy !== undefined);
  return new Set([
    ...planned.flatMap(({ unlessOtherwise }) => unlessOtherwise),
    ...reasons.flatMap(({ kind, subject }) =>
      kind === "unconfirmedPoint" && subject !== undefined ? [subject] : [],
    ),
  ]);
}
