import type { Plan } from "../../../model/plan-document.ts";
import { nameOfApp } from "../../name-of-app.ts";
import { renderCount } from "../../render-count.ts";
import { drawBars } from "./bars.ts";
import { figureTable, type FigureView } from "./figure-view.ts";
import { shortLabel } from "./short-label.ts";

const SHOWN = 25;

interface Reach {
  readonly app: string;
  readonly permissions: readonly string[];
  readonly kept: number;
  readonly gained: number;
  readonly lost: number;
}

/** Which mailboxes each app keeps, gains and loses; permissions that come to the same stand together. */
export function reachFigure(plan: Plan): FigureView {
  const all = plan.apps
    .flatMap(reachesOf)
    .toSorted((a, b) => b.lost + b.gained - (a.lost + a.gained) || b.kept - a.kept);
  const shown = all.slice(0, SHOWN);
  const bars = shown.map(({ app, permissions, kept, gained, lost }) => ({
    label: shortLabel(`${app}: ${saidPermissions(permissions)}`, 38),
    values: [kept, gained, lost],
  }));
  const changed = all.filter(({ gained, lost }) => gained + lost > 0).length;
  return {
    id: "figure-reach",
    title: "Mailboxes before and after, by app",
    alternative:
      all.length === 0
        ? "Only apps that are planned and counted are drawn; this plan has counts for 0 apps."
        : `Stacked bars of the mailboxes that are kept, gained and lost, in this order, for ${renderCount(all.length)} combinations of an app and its permissions. ${renderCount(changed)} of them gain or lose mailboxes.`,
    picture: bars.length === 0 ? null : drawBars(bars, ["kept", "gained", "lost"]),
    legend: [
      { colour: "kept", label: "Kept" },
      { colour: "gained", label: "Gained" },
      { colour: "lost", label: "Lost" },
    ],
    table: figureTable(
      ["App", "Permissions", "Kept", "Gained", "Lost"],
      [2, 3, 4],
      shown.map(({ app, permissions, kept, gained, lost }) => [
        app,
        permissions.join(", "),
        ...[kept, gained, lost].map(renderCount),
      ]),
    ),
    cut: all.length <= SHOWN ? null : `${renderCount(all.length - SHOWN)} more: csv/plan.csv`,
  };
}

function saidPermissions([first = "", ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} + ${String(others.length)}`;
}

/** Permissions of one app by what they keep, gain and lose; those without counts are left to the app's own page. */
function reachesOf(app: Plan["apps"][number]): readonly Reach[] {
  const groups = new Map<string, Reach>();
  for (const { permission, ...sets } of app.permissions) {
    const counts = countsOf(sets);
    if (counts === null) continue;
    const key = JSON.stringify(counts);
    const before = groups.get(key)?.permissions ?? [];
    groups.set(key, { app: nameOfApp(app), permissions: [...before, permission], ...counts });
  }
  return [...groups.values()];
}

function countsOf({
  kept,
  gained,
  lost,
}: Pick<Plan["apps"][number]["permissions"][number], "kept" | "gained" | "lost">): Pick<
  Reach,
  "kept" | "gained" | "lost"
> | null {
  const [k, g, l] = [kept, gained, lost].map((set) => set?.count ?? null);
  return isCount(k) && isCount(g) && isCount(l) ? { kept: k, gained: g, lost: l } : null;
}

const isCount = (count: number | null | undefined): count is number => typeof count === "number";
