import type { AppFacets, PackedApp, PackedPages } from "./packed-pages.ts";

/** Ids and hashes: what differs between the pages of two apps that are planned alike. */
const IDS =
  /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\b[0-9a-f]{64}\b|\b[0-9a-f]{8}\b|\bS-1-5-21(?:-\d+)+\b/;
/** Names that are put together from ids and hashes are taken apart like any other text. */
const HOLDS_IDS = new RegExp(`(?:${IDS.source}).*(?:${IDS.source})`);
/** Lines that begin a part: apps that differ in one part share the others. */
const BEGINS = /^<(?:h[34]|details|section|li value|tr)\b/;
/** Shorter names are not worth a place of their own. */
const SHORTEST = 6;

export interface AppPage {
  readonly key: string;
  readonly facets: AppFacets;
  /** Texts of the app's own that its page repeats, as HTML: those that every app has come first, empty where it has not. */
  readonly names: readonly string[];
  readonly row: string;
  readonly page: string;
}

export interface PagePacker {
  readonly add: (page: AppPage) => void;
  readonly packed: () => PackedPages;
}

/**
 * Takes the pages of apps apart into parts and lines that they share.
 *
 * INVARIANT: what is put together again is what was taken apart, byte for byte. A line cannot hold `&` and digits of its
 * own: every `&` of the data is `&amp;` in HTML.
 */
export function createPagePacker(): PagePacker {
  const lines = createNumbering();
  const parts = createNumbering();
  const usesOf = new Map<string, number>();
  const apps: (Omit<PackedApp, "values"> & { readonly values: readonly string[] })[] = [];
  return {
    add: ({ key, facets, names, row, page }) => {
      const values = valuesOf(names);
      const pattern = ownTexts(names);
      const pack = (html: string): string => {
        const withPlaces = html.replace(pattern, (value) => `&${String(values.placeOf(value))};`);
        return writeRuns(
          partsOf(withPlaces.split("\n")).map((part) =>
            parts.numberOf(writeRuns(part.map(lines.numberOf))),
          ),
        );
      };
      const packed = { row: pack(row), page: pack(page) };
      for (const value of values.list()) usesOf.set(value, (usesOf.get(value) ?? 0) + 1);
      apps.push({ key, ...facets, values: values.list(), ...packed });
    },
    packed: () => {
      const shared = [...usesOf].flatMap(([value, uses]) =>
        uses > 1 && value.length > 3 ? [value] : [],
      );
      const places = new Map(shared.map((value, place) => [value, place]));
      return {
        lines: lines.list(),
        parts: parts.list(),
        shared,
        apps: apps.map((app) => ({
          ...app,
          values: app.values.map((value) => places.get(value) ?? shortHash(value)),
        })),
      };
    },
  };
}

/** Writes a SHA-256 as `=` and Base64: two thirds of its length. No value begins with `=`: HTML has it as `&#x3D;`. */
function shortHash(value: string): string {
  if (!/^[0-9a-f]{64}$/.test(value)) return value;
  const bytes = value.match(/../g) ?? [];
  const text = String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 16)));
  return `=${btoa(text).slice(0, -1)}`;
}

interface Numbering {
  readonly numberOf: (text: string) => number;
  readonly list: () => readonly string[];
}

/** Numbers texts in the order in which they come first. */
function createNumbering(): Numbering {
  const numbers = new Map<string, number>();
  return {
    numberOf: (text) => {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, numbers.size);
      return numbers.size - 1;
    },
    list: () => [...numbers.keys()],
  };
}

/**
 * The values of one app: its names at the places that the same names of other apps have, then what its page holds.
 * A name that stands there twice keeps its first place; one that the page does not hold is left empty.
 */
function valuesOf(names: readonly string[]): {
  readonly placeOf: (value: string) => number;
  readonly list: () => readonly string[];
} {
  const places = new Map<string, number>();
  const used = new Set<number>();
  const values = [...names];
  for (const [place, name] of names.entries()) if (!places.has(name)) places.set(name, place);
  const placeOf = (value: string): number => {
    const known = places.get(value);
    if (known !== undefined) return known;
    places.set(value, values.length);
    return values.push(value) - 1;
  };
  return {
    placeOf: (value) => {
      const place = placeOf(value);
      used.add(place);
      return place;
    },
    list: () => values.map((value, place) => (used.has(place) ? value : "")),
  };
}

/** Cuts lines where a part begins. */
function partsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (last === undefined || BEGINS.test(line)) parts.push([line]);
    else last.push(line);
  }
  return parts;
}

/** Longest first, so that a name that holds another is taken whole. */
function ownTexts(names: readonly string[]): RegExp {
  const own = [...new Set(names)]
    .filter((name) => name.length >= SHORTEST && !HOLDS_IDS.test(name))
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp([...own, IDS.source].join("|"), "g");
}

/** Writes neighbours as one: pages that are alike name the same lines one after the other. */
function writeRuns(numbers: readonly number[]): string {
  const runs: { first: number; count: number }[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last.first + last.count === number) last.count += 1;
    else runs.push({ first: number, count: 1 });
  }
  return runs
    .map(({ first, count }) => (count === 1 ? String(first) : `${String(first)}+${String(count)}`))
    .join(",");
}
