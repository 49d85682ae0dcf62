import { BarChart, CustomChart, SankeyChart } from "echarts/charts";
import { GridComponent } from "echarts/components";
import { init, use, type EChartsCoreOption } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type Handlebars from "handlebars";
import { cleanSvg } from "./clean-svg.ts";

use([BarChart, CustomChart, SankeyChart, GridComponent, SVGRenderer]);

/** Width of every picture in units of its own; the page scales it. */
export const CHART_WIDTH = 900;

/**
 * Draws a chart as inline SVG: no script, no style, no id, so that it can stand in the page as often as it likes.
 *
 * INVARIANT: the same options give the same bytes.
 */
export function drawChart(options: EChartsCoreOption, height: number): Handlebars.SafeString {
  const chart = init(null, null, { renderer: "svg", ssr: true, width: CHART_WIDTH, height });
  try {
    chart.setOption({ animation: false, ...options });
    return cleanSvg(chart.renderToSVGString());
  } finally {
    // A chart that stays keeps the process alive.
    chart.dispose();
  }
}
