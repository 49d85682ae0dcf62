import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { appIdOf, mailboxKey } from "../generator/ids.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { fabrikam } from "../generator/tenants/fabrikam/fabrikam.ts";
import { PLANT } from "../generator/tenants/fabrikam/fabrikam-groups.ts";
import { HOSTILE_HOLDER } from "../generator/tenants/fabrikam/fabrikam-apps.ts";
import { FIRST_HOSTILE } from "../generator/tenants/fabrikam/fabrikam-recipients.ts";
import { HOSTILE_NAMES, hostileNames } from "../generator/tenants/hostile-names.ts";
import { THOROUGH } from "../thorough.ts";
import { openPages } from "../support/open-pages.ts";
import { createPowerShellCheck } from "../render/powershell/parse-powershell.ts";
import { skeleton, textsOf } from "../render/powershell/read-powershell.ts";
import { readCsv } from "./read-csv.ts";
import { readPage, type Page } from "./read-page.ts";
import { FIXTURES, runScopewright, workFolder, writeTenant, type Ran } from "./run-scopewright.ts";

/** An app whose own name and whose policy's description end literals and lines. */
const HOSTILE_MAILER = 12;

/** The hostile part of the messy fixture, by the same names wherever one can stand; in the gate all of it. */
const evidenceFolder = (): Promise<string> =>
  THOROUGH ? Promise.resolve(join(FIXTURES, "fabrikam")) : writeTenant(hostilePart(fabrikam));

function hostilePart(tenant: TenantDescription): TenantDescription {
  const others = [HOSTILE_HOLDER, HOSTILE_MAILER].map(appIdOf);
  const wanted = new Set([...others, ...apps.map(({ appId }) => appId)]);
  const workers = new Set(tenant.groups.find(({ key }) => key === PLANT)?.members);
  return {
    ...tenant,
    apps: tenant.apps.filter(({ appId }) => wanted.has(appId)),
    policies: tenant.policies.filter(({ app }) => wanted.has(app)),
    assignments: tenant.assignments.filter(({ app }) => wanted.has(app)),
    groups: tenant.groups.filter(({ key }) => key !== PLANT),
    recipients: tenant.recipients.filter(({ key }) => !workers.has(key)),
  };
}

const apps = HOSTILE_NAMES.map(([tries, name], index) => ({
  tries,
  name,
  appId: appIdOf(FIRST_HOSTILE + index),
}));

/** Controls, formatting characters and separators, but for the line feed that ends a line. */
const UNSAFE_ON_A_TERMINAL = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const STARTS_A_FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

let files: ReadonlyMap<string, string>;
let page: Page;
let tables: ReadonlyMap<string, readonly Readonly<Record<string, string>>[]>;
let audited: Ran;
let evidence: string;

beforeAll(async () => {
  evidence = await evidenceFolder();
  const pack = join(await workFolder(), "pack");
  audited = await runScopewright(["audit", evidence, "--out", pack]);
  files = await readFiles(pack);
  page = readPage(openPages(fileOf("index.html")));
  tables = new Map(
    [...files]
      .filter(([path]) => path.startsWith("csv/") && path.endsWith(".csv"))
      .map(([path, text]) => [path.slice("csv/".length), readCsv(text)]),
  );
});

const fileOf = (path: string): string => {
  const text = files.get(path);
  if (text === undefined) throw new Error(`the pack has no ${path}`);
  return text;
};

describe("no name breaks the page", () => {
  it("holds elements of ours alone, and one script and one style that the policy admits by hash", () => {
    const html = fileOf("index.html");
    const { elements } = page;
    const names = elements.map(({ name }) => name);
    expect(names.filter((name) => name === "script" || name === "style")).toEqual([
      "style",
      "script",
    ]);
    expect(new Set(names)).not.toContain("img");
    const attributes = elements.flatMap((one) => [...one.attributes.keys()]);
    expect(attributes.filter((name) => /^on|^style$|^src/.test(name))).toEqual([]);
    const links = elements.flatMap((one) => one.attributes.get("href") ?? []);
    expect(
      links.filter((link) => !/^https:\/\/|^#[A-Za-z0-9-]+(?:\?[a-z]+=[A-Za-z]+)?$/.test(link)),
    ).toEqual([]);
    const policy = elements
      .find((one) => one.attributes.get("http-equiv") === "Content-Security-Policy")
      ?.attributes.get("content");
    expect(policy).toContain("default-src 'none'");
    for (const block of ["script", "style"]) {
      expect(policy).toContain(`${block}-src 'sha256-${sha256(insideOf(html, block))}'`);
    }
  });

  it("gives each element an id of its own", () => {
    const ids = page.elements.flatMap((one) => one.attributes.get("id") ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(apps)("shows as text what tries to $tries", ({ name }) => {
    const wanted = asShown(name);
    const shown = page.texts.filter((text) => text === wanted);
    // In the table, the app's own heading, and as owner, group and description.
    expect(shown.length).toBeGreaterThanOrEqual(5);
  });
});

describe("no name breaks a CSV file", () => {
  it("starts no formula in any field of any file", () => {
    expect(tables.size).toBeGreaterThanOrEqual(6);
    for (const [file, rows] of tables) {
      const fields = rows.flatMap((row) => Object.values(row));
      const formulas = fields.filter((field) => STARTS_A_FORMULA.test(field));
      expect(formulas, file).toEqual([]);
    }
  });

  it.each(apps)("gives back the name that tries to $tries", ({ name, appId }) => {
    const own = (file: string) => (tables.get(file) ?? []).filter((row) => row["appId"] === appId);
    for (const file of ["plan.csv", "steps.csv", "apps.csv", "policies.csv"]) {
      expect(new Set(own(file).map((row) => row["app"])), file).toEqual(new Set([inCsv(name)]));
    }
    expect(own("apps.csv").map((row) => row["owners"])).toEqual([inCsv(name)]);
    expect(own("policies.csv").map((row) => [row["scope"], row["description"]])).toEqual([
      [inCsv(name), inCsv(name)],
    ]);
  });
});

describe("no name breaks a script", () => {
  const PHASES = [
    "1-prepare",
    "2-test",
    "3-cutover",
    "4-declare",
    "5-confirm",
    "6-retire",
    "7-after",
    "rollback-4",
    "rollback-3",
    "rollback-1",
    "repair-after-6",
    "repair-after-6-recreate-policy",
  ];

  it("parses every script of the pack", { timeout: 180_000 }, async () => {
    const parses = await createPowerShellCheck();
    const scripts = [...files].filter(([path]) => path.endsWith(".ps1"));
    expect(scripts.length).toBeGreaterThan(12 * apps.length);
    // Without data they are alike, which another test sees to: of every app a few are parsed, and in the gate all.
    const tried = scripts.filter((_, at) => THOROUGH || at % 25 === 0);
    const broken = tried.filter(([, text]) => !parses(text)).map(([path]) => path);
    expect(broken).toEqual([]);
  });

  it.each(apps)("keeps within literals and comments what tries to $tries", ({ name, appId }) => {
    for (const phase of PHASES) {
      const text = scriptOf(appId, phase);
      const plain = scriptOf(appIdOf(FIRST_HOSTILE + hostileNames.indexOf("con")), phase);
      expect(skeleton(text), phase).toBe(skeleton(plain));
      expect(text.slice(1), phase).not.toMatch(/(?![\r\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      expect(text.replaceAll("\r\n", ""), phase).not.toMatch(/[\r\n]/);
    }
    expect(textsOf(scriptOf(appId, "1-prepare"))).toContain(name);
    expect(textsOf(scriptOf(appId, "repair-after-6-recreate-policy"))).toContain(name);
  });

  const scriptOf = (appId: string, phase: string): string => {
    const row = tables.get("steps.csv")?.find((one) => one["appId"] === appId);
    const folder = row?.["script"]?.split("/").slice(0, -1).join("/") ?? "";
    return fileOf(`${folder}/${phase}.ps1`);
  };
});

describe("no name breaks a path", () => {
  it("makes files that every system can hold, and none twice whatever the case", () => {
    const paths = [...files.keys()];
    for (const path of paths) {
      expect(path.length, path).toBeLessThan(160);
      for (const part of path.split("/")) {
        expect(part).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]$/);
        expect(part).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
        expect(part).not.toContain("..");
      }
    }
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
  });
});

describe("no name writes on the terminal", () => {
  it("audit", () => {
    expect(audited.stdout + audited.stderr).not.toMatch(UNSAFE_ON_A_TERMINAL);
  });

  it.each([
    { options: [] },
    { options: ["--explain"] },
    { options: ["--json"] },
    { options: ["--mailbox", mailboxKey(FIRST_HOSTILE + 17), "--explain"] },
    { options: ["--mailboxes", "--app", appIdOf(HOSTILE_HOLDER)] },
    { options: ["--app", "no such app"] },
    { options: ["--app", "mark"] },
    { options: ["--app", "\u001B[31m"] },
  ])("access $options", async ({ options }) => {
    const { stdout, stderr } = await runScopewright(["access", evidence, ...options]);
    expect(stdout + stderr).not.toBe("");
    expect(stdout).not.toMatch(UNSAFE_ON_A_TERMINAL);
    expect(stderr).not.toMatch(UNSAFE_ON_A_TERMINAL);
  });

  it("access, with parts that were not read", async () => {
    const { stdout, stderr } = await runScopewright(["access", join(FIXTURES, "fabrikam-partial")]);
    expect(stderr).toContain("exchange/scopeMembers x’; remove-mailbox *; ’: failed");
    expect(stdout + stderr).not.toMatch(UNSAFE_ON_A_TERMINAL);
  });

  it("plan", async () => {
    const out = join(await workFolder(), "plan");
    const { stdout, stderr } = await runScopewright(["plan", evidence, "--out", out]);
    expect(stdout).toContain("plan.json");
    expect(stdout + stderr).not.toMatch(UNSAFE_ON_A_TERMINAL);
  });

  it("access --json says the names all the same", async () => {
    const { stdout } = await runScopewright(["access", evidence, "--json"]);
    const lines = stdout.trimEnd().split("\n");
    const names = new Map(
      lines
        .map((line) => JSON.parse(line) as { appId: string; displayName: string })
        .map(({ appId, displayName }) => [appId, displayName]),
    );
    for (const { appId, name } of apps) expect(names.get(appId)).toBe(name);
  });
});

/** What a page can show of a name: controls and overrides are replaced. */
const asShown = (name: string): string =>
  name.replace(/(?![\t\n])[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, "\uFFFD");

/** What starts a formula is told by an apostrophe that it is text. */
const inCsv = (name: string): string => (STARTS_A_FORMULA.test(name) ? `'${name}` : name);

const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64");

const insideOf = (html: string, block: string): string =>
  new RegExp(`<${block}>([\\s\\S]*?)</${block}>`).exec(html)?.[1] ?? "";

async function readFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    paths.map(async (path) => {
      const name = relative(folder, path).split(sep).join("/");
      return [name, await readFile(path, "utf8")] as const;
    }),
  );
  return new Map(texts);
}
