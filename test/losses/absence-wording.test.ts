import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EXPLAINED_FILES, EXPLAINED_TEXTS, IDENTIFIERS } from "./explained-wording.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** Words that say, or seem to say, that something is not there. */
const ABSENCE =
  /\bno \w+|\bnone\b|\bnobody\b|\bno one\b|\bnothing\b|\bnot found\b|\bnot declared\b|\b(?:does|do) not exist\b|\b(?:is|are) gone\b|\bempty\b/i;

interface Wording {
  readonly file: string;
  /** What is filled in stands as `…`. */
  readonly text: string;
}

function listFiles(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .map((file) => file.replaceAll("\\", "/"));
}

/** The string literals of a source file, and the lines of a template. */
function wordingsOf(file: string, content: string): readonly Wording[] {
  const texts = file.endsWith(".ts") ? literalsOf(content) : linesOf(content);
  return texts.filter((text) => ABSENCE.test(text)).map((text) => ({ file, text }));
}

function literalsOf(source: string): readonly string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  const literals = code.matchAll(/"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g);
  return [...literals].map(([, plain, template]) =>
    (plain ?? template ?? "").replace(/\$\{[^}]*\}/g, "…").replaceAll("\\`", "`"),
  );
}

const linesOf = (template: string): readonly string[] =>
  template.split("\n").map((line) => line.trim().replace(/\{\{[^}]*\}\}/g, "…"));

const explanations = Object.values(EXPLAINED_TEXTS).flat();
const isExplained = ({ file, text }: Wording): boolean =>
  Object.keys(EXPLAINED_FILES).some((prefix) => file.startsWith(prefix)) ||
  (IDENTIFIERS[file] ?? []).includes(text) ||
  explanations.some((known) => (known.length < 20 ? text === known : text.startsWith(known)));

const all = ["src", "templates"]
  .flatMap(listFiles)
  .filter((file) => /\.(?:ts|hbs|md|js|psm1)$/.test(file))
  .flatMap((file) => wordingsOf(file, readFileSync(join(ROOT, file), "utf8")));

describe("words that say that something is not there", () => {
  it("stand in the catalogue with what they rest on, or are explained: a new one must declare itself", () => {
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter((one) => !isExplained(one))).toEqual([]);
  });

  it("no explanation outlives its words", () => {
    const files = Object.keys(EXPLAINED_FILES);
    expect(files.filter((prefix) => !all.some(({ file }) => file.startsWith(prefix)))).toEqual([]);
    const unused = explanations.filter(
      (known) =>
        !all.some(({ text }) => (known.length < 20 ? text === known : text.startsWith(known))),
    );
    expect(unused).toEqual([]);
    const unusedNames = Object.entries(IDENTIFIERS).flatMap(([file, names]) =>
      names.filter((name) => !all.some((one) => one.file === file && one.text === name)),
    );
    expect(unusedNames).toEqual([]);
  });

  it.each([
    ["src/render/html/app-view.ts", 'const note = owners.length === 0 ? "no owner" : null;'],
    ["src/plan/plan-app.ts", "reasons.push(`${name} was not found`);"],
    ["templates/report/partials/apps.hbs", "{{#if rows}}x{{else}}none{{/if}}"],
    ["templates/report/report.js", 'count.textContent = "nothing here";'],
  ])("a newcomer in %s is found", (file, content) => {
    expect(wordingsOf(file, content).filter((one) => !isExplained(one))).toHaveLength(1);
  });
});
