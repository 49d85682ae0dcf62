import { describe, expect, it } from "vitest";
import { InvariantError } from "../../../../src/errors.ts";
import { CHART_COLOURS } from "../../../../src/render/html/figures/chart-colours.ts";
import { cleanSvg } from "../../../../src/render/html/figures/clean-svg.ts";

const clean = (svg: string): string => cleanSvg(svg).toHTML();
const { kept, ink } = CHART_COLOURS;

/** Where the reason is not that it is no element with attributes at all. */
const REASONS: Readonly<Record<string, string>> = {
  "an element": "element `image`",
  "a script": "element `script`",
  "a handler": "attribute `onload`",
  "an address": "attribute `href`",
  "an id": "attribute `id`",
  "a colour that no style sheet gives": "colour `#ff0000`",
  "an entity": "entity `&nbsp;`",
};

describe("cleanSvg", () => {
  it("keeps shapes, texts and geometry, and puts classes in the place of colours", () => {
    expect(clean(`<svg width="10" height="5" xmlns="http://www.w3.org/2000/svg"></svg>`)).toBe(
      `<svg width="10" height="5"></svg>\n`,
    );
    expect(clean(`<path d="M0 0L1 1" fill="${kept}" stroke="none"></path>`)).toBe(
      `<path d="M0 0L1 1" class="f-kept"/>\n`,
    );
    expect(clean(`<path d="M0 0" fill="none" stroke="${ink}" stroke-width="2"></path>`)).toBe(
      `<path d="M0 0" stroke-width="2" fill="none" class="l-ink"/>\n`,
    );
  });

  it("drops styles, and what the library would do with a mouse", () => {
    const svg = `<svg><style>.zr0:hover { fill: red }</style><rect x="1" y="2" style="cursor:pointer" class="zr0" pointer-events="none" ecmeta_series_index="0"></rect></svg>`;
    expect(clean(svg)).toBe(`<svg><rect x="1" y="2"/>\n</svg>\n`);
  });

  it("draws no outline around letters", () => {
    const halo = `<text x="1" paint-order="stroke" stroke="${ink}" stroke-width="2" fill="${ink}">a</text>`;
    expect(clean(halo)).toBe(`<text x="1" class="f-ink">a</text>\n`);
  });

  it("escapes every text as the page escapes, once", () => {
    const names = `&lt;img src=x onerror=alert(1)&gt; &amp;lt; &quot;O&#39;Brien&quot; {{app}}`;
    expect(clean(`<text>${names}</text>`)).toBe(
      `<text>&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt; &amp;lt; &quot;O&#x27;Brien&quot; {{app}}</text>\n`,
    );
  });

  it.each([
    ["an element", `<svg><image x="1"></image></svg>`],
    ["a script", `<svg><script>alert(1)</script></svg>`],
    ["a handler", `<svg><rect onload="alert(1)"></rect></svg>`],
    ["an address", `<svg><rect href="https://example.org"></rect></svg>`],
    ["an id", `<svg><rect id="overview"></rect></svg>`],
    ["a colour that no style sheet gives", `<svg><rect fill="#ff0000"></rect></svg>`],
    ["an entity", `<svg><text>&nbsp;</text></svg>`],
    ["a comment", `<svg><!-- x --></svg>`],
  ])("lets nothing through that is not known: %s", (what, svg) => {
    expect(() => clean(svg)).toThrow(InvariantError);
    expect(() => clean(svg), "for another reason").toThrow(REASONS[what] ?? "picture: `");
  });
});
