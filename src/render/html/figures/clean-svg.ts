import Handlebars from "handlebars";
import { InvariantError } from "../../../errors.ts";
import { CHART_COLOURS } from "./chart-colours.ts";

const TOKEN =
  /<style[^>]*>[\s\S]*?<\/style>|<(\/?)([a-zA-Z]+)((?:\s+[a-zA-Z_:-]+="[^"<>]*")*)\s*>|([^<]+)/gy;
const ATTRIBUTE = /([a-zA-Z_:-]+)="([^"]*)"/g;
const ELEMENTS: ReadonlySet<string> = new Set(["svg", "path", "text", "rect"]);
const KEPT: ReadonlySet<string> = new Set([
  "d",
  "x",
  "y",
  "width",
  "height",
  "viewBox",
  "transform",
  "text-anchor",
  "dominant-baseline",
  "fill-opacity",
  "stroke-width",
]);
/** Fit of an outline around letters, and what the library would do with a mouse: the page does without. */
const DROPPED =
  /^(?:xmlns(?::xlink)?|version|baseProfile|style|class|pointer-events|paint-order|stroke-\w+|stroke-linecap|xml:space|ecmeta_\w+)$/;
const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&amp;": "&",
};

const CLASSES: ReadonlyMap<string, string> = new Map(
  Object.entries(CHART_COLOURS).map(([name, stand]) => [stand, name]),
);

/**
 * Takes the chart library's SVG apart and writes it anew with what the page admits: four elements, geometry, and classes
 * in the place of colours.
 *
 * INVARIANT: its output holds no style, script, id, address or handler, and every text is escaped as the page escapes.
 *
 * @throws InvariantError for anything that is not known: a newer library must be looked at, not let through
 */
export function cleanSvg(svg: string): Handlebars.SafeString {
  const out: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < svg.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(svg);
    if (token === null) throw new InvariantError(`picture: \`${svg.slice(at, at + 60)}\``);
    const [, slash = "", name, attributes = "", text] = token;
    if (text !== undefined) out.push(Handlebars.escapeExpression(decode(text).trim()));
    else if (name !== undefined)
      out.push(slash === "/" ? closing(name) : opening(name, attributes));
  }
  return new Handlebars.SafeString(out.join(""));
}

function known(name: string): string {
  if (!ELEMENTS.has(name)) throw new InvariantError(`picture: element \`${name}\``);
  return name;
}

/** Shapes have no content, and are closed where they open. */
const isShape = (name: string): boolean => name === "path" || name === "rect";

const closing = (name: string): string => (isShape(name) ? "" : `</${known(name)}>\n`);

function opening(name: string, text: string): string {
  const attributes = [...text.matchAll(ATTRIBUTE)];
  const isHalo = attributes.some(([, key]) => key === "paint-order");
  const kept = attributes.flatMap(([, key = "", value = ""]) => {
    if (KEPT.has(key) && !(isHalo && key === "stroke-width")) return [`${key}="${value}"`];
    if (key === "fill" || key === "stroke" || DROPPED.test(key)) return [];
    throw new InvariantError(`picture: attribute \`${key}\``);
  });
  const classes = attributes.flatMap(([, key = "", value = ""]) => classOf(key, value, isHalo));
  const tag = [known(name), ...kept, ...classes].join(" ");
  return isShape(name) ? `<${tag}/>\n` : `<${tag}>`;
}

function classOf(key: string, value: string, isHalo: boolean): readonly string[] {
  if (key !== "fill" && key !== "stroke") return [];
  if (key === "stroke" && (isHalo || value === "none")) return [];
  if (value === "none") return ['fill="none"'];
  const name = CLASSES.get(value);
  if (name === undefined) throw new InvariantError(`picture: colour \`${value}\``);
  return [`class="${key === "fill" ? "f" : "l"}-${name}"`];
}

const decode = (text: string): string =>
  text.replace(/&[^;]*;/g, (entity) => {
    const character = ENTITIES[entity];
    if (character === undefined) throw new InvariantError(`picture: entity \`${entity}\``);
    return character;
  });
