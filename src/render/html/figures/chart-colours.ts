/**
 * Colours of the pictures. A chart is drawn with these stand-ins; the page's style sheet gives each its colour, light
 * and dark.
 */
export const CHART_COLOURS = {
  ink: "#000001",
  quiet: "#000002",
  line: "#000003",
  kept: "#000004",
  gained: "#000005",
  lost: "#000006",
  low: "#000007",
  medium: "#000008",
  high: "#000009",
  still: "#00000a",
  wait: "#00000b",
  flow: "#00000c",
} as const satisfies Record<string, string>;

export type ChartColour = keyof typeof CHART_COLOURS;
