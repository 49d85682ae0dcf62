import type { AppPlan } from "../../../model/plan-app.ts";
import type { Plan } from "../../../model/plan-document.ts";
import { nameOfApp } from "../../name-of-app.ts";
import { renderCount } from "../../render-count.ts";
import { CHART_COLOURS } from "./chart-colours.ts";
import { drawChart } from "./draw-chart.ts";
import { figureTable, type FigureView } from "./figure-view.ts";
import { shortLabel } from "./short-label.ts";

const SHOWN = 25;
const ROW = 34;

interface Flow {
  readonly from: string;
  readonly app: string;
  readonly to: string;
  readonly keys: readonly [string, string, string];
}

/** From each policy over its app to the scope that takes its place. */
export function flowFigure(plan: Plan): FigureView {
  const all = plan.apps.flatMap(flowsOf);
  const shown = all.slice(0, SHOWN);
  return {
    id: "figure-flow",
    title: "From legacy policies to scopes",
    alternative:
      all.length === 0
        ? "A flow is drawn for each policy of an app whose new scope is planned; here that is 0 policies."
        : `Flows from ${renderCount(all.length)} policies on the left, over their apps in the middle, to the planned scopes on the right.`,
    picture: shown.length === 0 ? null : drawFlows(shown),
    legend: [],
    table: figureTable(
      ["Policy", "App", "Planned scope"],
      [],
      shown.map(({ from, app, to }) => [from, app, to]),
    ),
    cut: all.length <= SHOWN ? null : `${renderCount(all.length - SHOWN)} more: csv/policies.csv`,
  };
}

function flowsOf(app: AppPlan): readonly Flow[] {
  const { scope, policies } = app;
  if (scope === null) return [];
  const name = nameOfApp(app);
  return (policies ?? []).map(({ identity, accessRight, scope: on }) => ({
    from: `${accessRight} on ${on.displayName ?? on.id ?? "an unresolved scope"}`,
    app: name,
    to: scope.name,
    keys: [`policy ${identity}`, `app ${app.appId ?? name}`, `scope ${scope.name}`],
  }));
}

function drawFlows(flows: readonly Flow[]): FigureView["picture"] {
  const labels = new Map<string, string>();
  const links = new Map<string, { source: string; target: string; value: number }>();
  for (const { from, app, to, keys } of flows) {
    const [policy, middle, scope] = keys;
    labels.set(policy, from).set(middle, app).set(scope, to);
    for (const [source, target] of [
      [policy, middle],
      [middle, scope],
    ] as const) {
      const key = JSON.stringify([source, target]);
      links.set(key, { source, target, value: (links.get(key)?.value ?? 0) + 1 });
    }
  }
  const colours = { policy: CHART_COLOURS.lost, app: CHART_COLOURS.quiet } as const;
  const colourOf = (key: string): string =>
    key.startsWith("policy")
      ? colours.policy
      : key.startsWith("app")
        ? colours.app
        : CHART_COLOURS.kept;
  return drawChart(
    {
      series: [
        {
          type: "sankey",
          silent: true,
          left: 4,
          right: 260,
          top: 6,
          bottom: 6,
          nodeWidth: 10,
          nodeGap: 12,
          layoutIterations: 32,
          draggable: false,
          data: [...labels.keys()].map((name) => ({
            name,
            itemStyle: { color: colourOf(name), borderWidth: 0 },
          })),
          links: [...links.values()],
          lineStyle: { color: CHART_COLOURS.flow, opacity: 0.35, curveness: 0.5 },
          label: {
            color: CHART_COLOURS.ink,
            fontSize: 14,
            formatter: ({ name }: { name: string }) => shortLabel(labels.get(name) ?? "", 34),
          },
        },
      ],
    },
    Math.max(flows.length, 2) * ROW + 12,
  );
}
