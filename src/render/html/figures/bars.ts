import type Handlebars from "handlebars";
import { CHART_COLOURS, type ChartColour } from "./chart-colours.ts";
import { drawChart } from "./draw-chart.ts";

export interface Bar {
  readonly label: string;
  /** One value for each colour, in the same order. */
  readonly values: readonly number[];
}

const ROW = 30;
const LABELS = 330;
/** Room for each character of the sum behind the longest bar, and for the gap before it. */
const CHARACTER = 9;
const GAP = 12;
const text = { color: CHART_COLOURS.ink, fontSize: 14 };

/** Draws stacked bars, the first on top; each part with its number where there is room, and the sum behind the bar. */
export function drawBars(
  bars: readonly Bar[],
  colours: readonly ChartColour[],
): Handlebars.SafeString {
  const sums = bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  const longest = Math.max(1, ...sums);
  const widest = Math.max(...bars.map(({ values }) => endLabel(values).length));
  const own = colours.map((colour, place) => ({
    type: "bar",
    stack: "all",
    silent: true,
    barWidth: 18,
    itemStyle: { color: CHART_COLOURS[colour] },
    data: bars.map(({ values }) => values[place] ?? 0),
  }));
  const ends = {
    type: "bar",
    stack: "all",
    silent: true,
    itemStyle: { color: CHART_COLOURS.still },
    data: bars.map(() => 0),
    label: {
      ...text,
      show: true,
      position: "right",
      formatter: ({ dataIndex }: { dataIndex: number }) => endLabel(bars[dataIndex]?.values ?? []),
    },
  };
  return drawChart(
    {
      grid: { left: LABELS, right: GAP + CHARACTER * widest, top: 4, bottom: 4 },
      xAxis: { type: "value", show: false, max: longest },
      yAxis: {
        type: "category",
        inverse: true,
        data: bars.map((_, index) => String(index)),
        axisLine: { lineStyle: { color: CHART_COLOURS.line } },
        axisTick: { show: false },
        axisLabel: {
          ...text,
          interval: 0,
          formatter: (_: string, index: number) => bars[index]?.label ?? "",
        },
      },
      series: [...own, ends],
    },
    bars.length * ROW + 8,
  );
}

/** The parts that are more than 0, as a sum: `9 + 2`. */
function endLabel(values: readonly number[]): string {
  return values.filter((value) => value > 0).join(" + ") || "0";
}
