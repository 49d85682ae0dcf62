import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../../src/cli/run-cli.ts";
import { SECTION_NAMES, SECTIONS, type SectionName } from "../../../src/model/sections.ts";
import { createIo } from "../../losses/all-outputs.ts";
import { loseSection } from "../../losses/lose-in-folder.ts";
import { THOROUGH } from "../../thorough.ts";
import { openPages } from "../../support/open-pages.ts";
import { strangeWords, wordsOf, wrongLists, wrongPictures } from "./compare-names.ts";
import { compareNumbers } from "./compare-numbers.ts";
import { createMask, numbersIn, saidIn } from "./lines-with-numbers.ts";
import { readLines, type PageContent, type PageLine } from "./page-lines.ts";
import { factsByPlace, type Facts } from "./plan-facts.ts";
import { readPack } from "./read-pack.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const FIXTURES = join(ROOT, "fixtures");
/** The gate reads back the large ones too. */
const TENANTS = ["contoso", "fabrikam", "fabrikam-partial"].slice(0, THOROUGH ? undefined : 1);

interface ReadPage extends PageContent {
  readonly folder: string;
  readonly html: string;
  readonly places: ReadonlyMap<string | null, Facts>;
}

const work = await mkdtemp(join(tmpdir(), "read-back-"));
afterAll(() => rm(work, { recursive: true, force: true }));

/** Makes a pack as the command does, and reads its page and its files back. */
async function readPage(evidence: string): Promise<ReadPage> {
  const folder = await mkdtemp(join(work, "pack-"));
  await runCli(["audit", evidence, "--out", join(folder, "pack")], createIo().io);
  const html = await readFile(join(folder, "pack", "index.html"), "utf8");
  const places = factsByPlace(await readPack(join(folder, "pack")));
  return { folder: join(folder, "pack"), html, places, ...readLines(openPages(html)) };
}

/** Words of the report's own texts: of its templates, and of the code and data that write it. */
async function ownWords(): Promise<ReadonlySet<string>> {
  const texts: string[] = [];
  for (const room of ["src/render", "src/model", "templates/report"])
    for (const entry of await readdir(join(ROOT, room), { recursive: true, withFileTypes: true }))
      if (entry.isFile()) texts.push(await readFile(join(entry.parentPath, entry.name), "utf8"));
  return wordsOf(texts);
}

describe("the page read back", () => {
  const pages = new Map<string, ReadPage>();
  let own: ReadonlySet<string>;
  beforeAll(async () => {
    for (const tenant of TENANTS) pages.set(tenant, await readPage(join(FIXTURES, tenant)));
    own = await ownWords();
  }, 120_000);
  const pageOf = (tenant: string): ReadPage => {
    const page = pages.get(tenant);
    if (page === undefined) throw new Error(`no page of ${tenant}`);
    return page;
  };

  it.each(TENANTS)(
    "%s: says the numbers of the plan, each in its place, and no other",
    (tenant) => {
      const { lines, places } = pageOf(tenant);
      expect(lines.filter(({ text }) => numbersIn(text).length > 0).length).toBeGreaterThan(150);
      expect(compareNumbers(lines, places)).toEqual([]);
    },
  );

  it.each(TENANTS)("%s: says no word that neither the plan nor the report has", (tenant) => {
    const { lines, places } = pageOf(tenant);
    expect(strangeWords(lines, places, own)).toEqual([]);
  });

  it.each(TENANTS)(
    "%s: lists the mailboxes of its sets, and draws what its tables say",
    (tenant) => {
      const { lines, places } = pageOf(tenant);
      expect(lines.filter(({ kind }) => kind === "member").length).toBeGreaterThan(3);
      expect(lines.filter(({ kind }) => kind === "picture").length).toBeGreaterThan(15);
      expect(wrongLists(lines, places)).toEqual([]);
      expect(wrongPictures(lines)).toEqual([]);
    },
  );

  it.each(TENANTS)("%s: shows each script as it is in the pack, with its hash", async (tenant) => {
    const { lines, scripts, places, folder } = pageOf(tenant);
    const hashes = places.get(null)?.hashes ?? new Map<string, string>();
    const told = lines.flatMap(({ text }) => [...text.matchAll(/^(scripts\/\S+) SHA-256 (\S+)$/g)]);
    const shown = new Map(told.map(([, path = "", hash]) => [path, hash]));
    expect(scripts.length).toBeGreaterThan(5);
    for (const { path, text } of scripts) {
      const file = await readFile(join(folder, path), "utf8");
      expect(text, path).toBe(file.replace("\uFEFF", "").replaceAll("\r\n", "\n"));
    }
    for (const [path, hash] of shown) expect(hashes.get(path), path).toBe(hash);
    expect(shown.size).toBeGreaterThanOrEqual(scripts.length);
  });

  it("notices any number of its own that is one more than it was", () => {
    const { lines, places } = pageOf("contoso");
    const masks = new Map([...places].map(([place, facts]) => [place, createMask(facts)]));
    const compared = lines.filter(({ kind }) => kind !== "picture" && kind !== "member");
    const masked = compared.map((line) => hideIn(line, masks.get(line.app) ?? asIs));
    const wrongs = masked.flatMap((line) => oneMore(line).map((wrong) => ({ line, wrong })));
    expect(wrongs.length).toBeGreaterThan(1500);
    const said = (line: PageLine): string => JSON.stringify(saidIn(line, asIs));
    const unnoticed = wrongs.filter(({ line, wrong }) => said(line) === said(wrong));
    expect(unnoticed.map(({ line }) => line.text)).toEqual([]);
  });

  it("notices a wrong number, name, member and label in the file itself", () => {
    const { html, places } = pageOf("contoso");
    const opened = openPages(html);
    const wrongs = (from: string, to: string): number => {
      expect(opened.split(from).length, from).toBeGreaterThan(1);
      const { lines } = readLines(opened.replace(from, to));
      return (
        compareNumbers(lines, places).length +
        strangeWords(lines, places, own).length +
        wrongLists(lines, places).length +
        wrongPictures(lines).length
      );
    };
    expect(wrongs("Mailbox access", "Mailbox access")).toBe(0);
    expect(wrongs(">28 + 308 + 48<", ">28 + 309 + 48<")).toBeGreaterThan(0);
    // Each reads the whole page again.
    if (!THOROUGH) return;
    expect(
      wrongs('<span class="tile-count">4</span>', '<span class="tile-count">5</span>'),
    ).toBeGreaterThan(0);
    expect(wrongs("<bdi>Adele Vance</bdi>", "<bdi>Adele Vancey</bdi>")).toBeGreaterThan(0);
    expect(
      wrongs("<bdi>Adele Vance</bdi> <small>", "<bdi>Lynne Robbins</bdi> <small>"),
    ).toBeGreaterThan(0);
    expect(wrongs(" grants deleted in Entra", "1 grants deleted in Entra")).toBeGreaterThan(0);
  });

  it("says nothing of a list that was not read: its numbers go, and the first page names it", async () => {
    const read = (name: SectionName): boolean => SECTIONS[name].optional === false;
    const lost = SECTION_NAMES.filter(read);
    expect(lost.length).toBeGreaterThan(15);
    const tried = lost.filter(
      (section, at) => THOROUGH || (SILENT[section] !== undefined && at % 2 === 0),
    );
    for (const section of tried) {
      const evidence = await mkdtemp(join(work, "lost-"));
      await cp(join(FIXTURES, "contoso"), evidence, { recursive: true });
      await loseSection(evidence, section, "denied");
      const { lines, places } = await readPage(evidence);
      expect(compareNumbers(lines, places), section).toEqual([]);
      const rows = lines.filter(
        ({ label, text }) => label === "All sections" && text.includes(section),
      );
      expect(
        rows.map(({ cells }) => cells.slice(1)),
        section,
      ).toEqual([["refused", "–"]]);
      const first = lines
        .filter(({ label }) => label === "What was not read")
        .map(({ text }) => text);
      expect(first, section).toContain(`${SECTIONS[section].holds}: refused`);
      for (const silent of SILENT[section] ?? [])
        expect(
          lines.map(({ label, text }) => `${label}: ${text}`).filter((line) => silent.test(line)),
          section,
        ).toEqual([]);
      await rm(evidence, { recursive: true });
    }
  }, 240_000);
});

/** What nobody may say of a tenant without a list. */
const SILENT: Readonly<Partial<Record<SectionName, readonly RegExp[]>>> = {
  "exchange/recipients": [
    /mailboxes, out of/,
    /\d mailboxes kept/,
    /^list /,
    /None is counted apart/,
  ],
  "exchange/applicationAccessPolicies": [/^Policies: .*(?:Restrict|Deny)Access/, /policies: \d/],
  "exchange/roleAssignments": [/^Roles that it holds already: \D*\d/],
  "graph/appRoleAssignedTo": [/tenant-wide consent: \d+\./],
};

const asIs = (text: string): string => text;

const hideIn = (line: PageLine, mask: (text: string) => string): PageLine => ({
  ...line,
  text: mask(line.text),
  cells: line.cells.map(mask),
});

/** The line once for each of its numbers, with that number one more. */
function oneMore(line: PageLine): readonly PageLine[] {
  const changed = (text: string): readonly string[] =>
    numbersIn(text).map(({ 0: number, index }) => {
      const more = String(Number(number.replaceAll(",", "")) + 1);
      return text.slice(0, index) + more + text.slice(index + number.length);
    });
  if (line.kind !== "row") return changed(line.text).map((text) => ({ ...line, text }));
  return line.cells.flatMap((cell, at) =>
    changed(cell).map((text) => {
      const cells = line.cells.with(at, text);
      return { ...line, cells, text: cells.join(" | ") };
    }),
  );
}
