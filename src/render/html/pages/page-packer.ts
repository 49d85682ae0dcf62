import type { AppFacets, PackedApp, PackedPages } from "./packed-pages.ts";

/** Ids and hashes: what differs between the pages of two apps that are planned alike. */
const IDS = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\b[0-9a-f]{64}\b|\b[0-9a-f]{8}\b/;
/** Shorter names are not worth a place of their own. */
const SHORTEST = 6;

export interface AppPage {
  readonly key: string;
  readonly facets: AppFacets;
  /** Texts of the app's own that its page repeats, as HTML. */
  readonly names: readonly string[];
  readonly row: string;
  readonly page: string;
}

export interface PagePacker {
  readonly add: (page: AppPage) => void;
  readonly packed: () => PackedPages;
}

/**
 * Takes the pages of apps apart into lines that they share.
 *
 * INVARIANT: what is put together again is what was taken apart, byte for byte. A line cannot hold `&` and digits of its
 * own: every `&` of the data is `&amp;` in HTML.
 */
export function createPagePacker(): PagePacker {
  const numbers = new Map<string, number>();
  const apps: PackedApp[] = [];
  const numberOf = (line: string): number => {
    const known = numbers.get(line);
    if (known !== undefined) return known;
    numbers.set(line, numbers.size);
    return numbers.size - 1;
  };
  return {
    add: ({ key, facets, names, row, page }) => {
      const values = new Map<string, number>();
      const pattern = ownTexts(names);
      const pack = (html: string): string => {
        const withPlaces = html.replace(pattern, (value) => {
          const place = values.get(value) ?? values.size;
          values.set(value, place);
          return `&${String(place)};`;
        });
        return writeRuns(withPlaces.split("\n").map(numberOf));
      };
      const packed = { row: pack(row), page: pack(page) };
      apps.push({ key, ...facets, values: [...values.keys()], ...packed });
    },
    packed: () => ({ lines: [...numbers.keys()], apps }),
  };
}

/** Longest first, so that a name that holds another is taken whole. */
function ownTexts(names: readonly string[]): RegExp {
  const own = [...new Set(names)]
    .filter((name) => name.length >= SHORTEST)
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
