import { describe, expect, it } from "vitest";
import type { AppFacets } from "../../../../src/render/html/pages/packed-pages.ts";
import { createPagePacker, type AppPage } from "../../../../src/render/html/pages/page-packer.ts";
import { pagesBlock } from "../../../../src/render/html/pages/pages-block.ts";
import { openPages } from "../../../support/open-pages.ts";

const FACETS: AppFacets = {
  name: "",
  status: "ready",
  risk: "",
  wave: 0,
  owners: [],
  permissions: [],
  reach: 0,
};
const HASH = "89788bce0123456789abcdef0123456789abcdef0123456789abcdef01234567";

const pageOf = (name: string, id: string, more = ""): AppPage => ({
  key: `app-${id}`,
  facets: { ...FACETS, name },
  names: [name, ""],
  row: `<tr data-for="app-${id}">\n<td>${name}</td>\n</tr>`,
  page: `<article>\n<h3>${name}</h3>\n<p>${id} &amp; ${HASH}</p>\n<h4>Steps</h4>\n<p>the same for all</p>${more}\n</article>`,
});

/** The pages as a reader has them, from the block that a report holds. */
function opened(pages: readonly AppPage[]): string {
  const packer = createPagePacker();
  for (const page of pages) packer.add(page);
  const block = pagesBlock(packer.packed()).toHTML();
  return openPages(
    `<tbody></tbody><div id="print-pages"></div><script type="application/json" id="pages">${block}</script>`,
  );
}

describe("pages packed into parts", () => {
  const one = pageOf("Order &amp; Mailer", "c0000000-0000-4000-8000-000000000001");
  const other = pageOf("Fax Gateway", "c0000000-0000-4000-8000-000000000002");

  it("are put together again byte for byte", () => {
    const tricky = pageOf("a $&amp; b.*", "00000000", "\n<p>&amp;0; &amp;1; S-1-5-21-1-2-31</p>");
    for (const pages of [[one], [one, other], [other, tricky, one]]) {
      const text = opened(pages);
      for (const { row, page } of pages) {
        expect(text).toContain(row);
        expect(text).toContain(page);
      }
    }
  });

  it("share every line and part that only ids and names tell apart", () => {
    const packer = createPagePacker();
    packer.add(one);
    const { lines, parts } = packer.packed();
    packer.add(other);
    const both = packer.packed();
    expect(both.lines).toEqual(lines);
    expect(both.parts).toEqual(parts);
    expect(both.apps.map(({ page }) => page)).toEqual([both.apps[0]?.page, both.apps[0]?.page]);
    expect(JSON.stringify(both)).not.toContain(`${HASH}","${HASH}`);
  });

  it("leave out a name that the page does not hold, and write a hash of one app short", () => {
    const packer = createPagePacker();
    packer.add({ ...one, names: [...one.names, "a name of no page"] });
    const text = JSON.stringify(packer.packed());
    expect(text).not.toContain("a name of no page");
    expect(text).not.toContain(HASH);
  });

  it("end no element and open no comment where they stand in the page", () => {
    const packer = createPagePacker();
    packer.add(pageOf("x", "1", "\n<script><!-- </script>"));
    expect(pagesBlock(packer.packed()).toHTML()).not.toMatch(/<\/|<!|<script/i);
  });
});
