import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ABSENCES, type AbsenceName } from "../../src/model/absences.ts";
import { SECTION_NAMES, SECTIONS, type SectionName } from "../../src/model/sections.ts";
import { allOutputs, type Asked } from "./all-outputs.ts";
import { BARE_TENANTS } from "./bare-tenants.ts";
import {
  FOLDER_LOSSES,
  loseParent,
  loseSection,
  readManifestOf,
  type FolderLoss,
} from "./lose-in-folder.ts";
import { THOROUGH } from "../thorough.ts";
import { FIXTURES_FOLDER, TRIED_FIXTURES } from "./whole-fixtures.ts";

const NAMES = Object.keys(ABSENCES) as readonly AbsenceName[];
const root = await mkdtemp(join(tmpdir(), "absences-"));
afterAll(() => rm(root, { recursive: true, force: true }));

/** The tenants: fixtures, and those in which more is missing. Folder by name. */
const folders = new Map<string, string>(
  TRIED_FIXTURES.map((name) => [name, join(FIXTURES_FOLDER, name)]),
);
const TENANTS = [...TRIED_FIXTURES, ...Object.keys(BARE_TENANTS)];
/** The sentences that some command says of a tenant of which everything was read. */
const said = new Map<string, ReadonlySet<AbsenceName>>();
beforeAll(async () => {
  for (const [name, write] of Object.entries(BARE_TENANTS)) folders.set(name, await write());
  for (const tenant of TENANTS) {
    const outputs = await allOutputs(folders.get(tenant) ?? "", askedOf(tenant));
    said.set(tenant, new Set(NAMES.filter((name) => placesOf(outputs, name).length > 0)));
  }
}, 180_000);

/** An app that reaches nobody, and a mailbox that nobody reaches, where the tenant has them. */
const ASKED: Readonly<Record<string, Asked>> = {
  contoso: { app: "Old Ticketing", mailbox: "mia.graf@contoso.com", brief: true },
  "no policies": { app: "Old Ticketing", mailbox: "mia.graf@contoso.com", brief: true },
  walkthrough: { app: "Mail.Send.Demo", mailbox: "meganb@woodgrove.com" },
  northwind: {
    app: "Phone Directory",
    mailbox: "nancy.davolio@northwind.com",
    asOne: !THOROUGH,
  },
};
const askedOf = (tenant: string): Asked =>
  ASKED[tenant] ?? { app: "Phone Directory", mailbox: "nancy.davolio@northwind.com", brief: true };

/** Where a sentence stands, of all outputs. */
const placesOf = (outputs: ReadonlyMap<string, string>, name: AbsenceName): readonly string[] =>
  [...outputs].filter(([, text]) => text.includes(ABSENCES[name].text)).map(([place]) => place);

/** Sentences that a loss takes away and that some output says all the same. */
function saidAnyway(
  outputs: ReadonlyMap<string, string>,
  names: readonly AbsenceName[],
): readonly string[] {
  return names.flatMap((name) => placesOf(outputs, name).map((place) => `${name} in ${place}`));
}

/**
 * Whether a loss is to be tried in a tenant. In the gate each is. Elsewhere each that takes away a sentence is tried in
 * the first tenant of which the sentence is said, and of those every sixth.
 */
function isTried(section: SectionName, tenant: string, tried: Set<string>): boolean {
  const resting = NAMES.filter((name) =>
    (ABSENCES[name].restsOn as readonly SectionName[]).includes(section),
  );
  const sentences = resting.filter((name) => said.get(tenant)?.has(name) === true);
  const losses = sentences.map((name) => `${section} ${name}`);
  const isNew = losses.some((loss) => !tried.has(loss));
  for (const loss of losses) tried.add(loss);
  return THOROUGH || (isNew && SECTION_NAMES.indexOf(section) % 6 === 0);
}

async function withCopy<T>(tenant: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(root, "copy-"));
  await cp(folders.get(tenant) ?? "", folder, { recursive: true });
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Every section of a tenant that says something, each lost in one way; over the tenants each in several. */
async function lossesOf(tenant: string): Promise<readonly (readonly [SectionName, FolderLoss])[]> {
  const { sections } = await readManifestOf(folders.get(tenant) ?? "");
  const turn = TENANTS.indexOf(tenant);
  return SECTION_NAMES.filter((name) =>
    ["read", "absent"].includes(sections[name]?.status ?? ""),
  ).map((name, at) => {
    const how = FOLDER_LOSSES[(at + turn) % FOLDER_LOSSES.length] ?? "denied";
    // An optional section that nobody asked for is no loss.
    return [name, how === "notAsked" && SECTIONS[name].optional !== false ? "failed" : how];
  });
}

/** The tenant without policies is contoso in all else; contoso, of which everything takes longest, comes last. */
const LOSING = TENANTS.filter((tenant) => tenant !== "no policies").toSorted(
  (one, other) => Number(one === "contoso") - Number(other === "contoso"),
);

describe("what is said not to exist", () => {
  const triedSections = new Set<string>();
  const triedParents = new Set<string>();

  it("is said by some command where it is true: the sentences are those that are printed", () => {
    const everywhere = new Set([...said.values()].flatMap((names) => [...names]));
    expect(NAMES.filter((name) => !everywhere.has(name))).toEqual([]);
  });

  it.each(LOSING)(
    "%s: is not said by any command, in any file, once a section that it rests on was not read",
    { timeout: 30 * 60_000 },
    async (tenant) => {
      const wrongs: string[] = [];
      for (const [section, how] of await lossesOf(tenant)) {
        if (!isTried(section, tenant, triedSections)) continue;
        await withCopy(tenant, async (folder) => {
          await loseSection(folder, section, how);
          const outputs = await allOutputs(folder, askedOf(tenant));
          const resting = NAMES.filter((name) =>
            (ABSENCES[name].restsOn as readonly SectionName[]).includes(section),
          );
          wrongs.push(
            ...saidAnyway(outputs, resting).map((wrong) => `${section} ${how}: ${wrong}`),
            ...unnamed(outputs, section).map((wrong) => `${section} ${how}: ${wrong}`),
          );
        });
      }
      expect(wrongs).toEqual([]);
    },
  );

  it.each(LOSING)(
    "%s: nor of the tenant as a whole once one parent of such a section was not read",
    { timeout: 30 * 60_000 },
    async (tenant) => {
      const wrongs: string[] = [];
      const { sections } = await readManifestOf(folders.get(tenant) ?? "");
      for (const section of SECTION_NAMES) {
        // The first is lost in one way, the last in another.
        const parents = (sections[section]?.parents ?? []).filter(
          ({ status }) => status === "read",
        );
        if (parents.length === 0 || !isTried(section, tenant, triedParents)) continue;
        for (const how of ["denied", "failed"] as const) {
          const parent = parents.at(how === "denied" ? 0 : -1);
          if (parent === undefined) continue;
          await withCopy(tenant, async (folder) => {
            await loseParent(folder, section, { key: parent.key, how });
            const outputs = await allOutputs(folder, askedOf(tenant));
            const resting = NAMES.filter(
              (name) =>
                ABSENCES[name].about === "tenant" &&
                (ABSENCES[name].restsOn as readonly SectionName[]).includes(section),
            );
            wrongs.push(
              ...saidAnyway(outputs, resting).map((wrong) => `${section} ${parent.key}: ${wrong}`),
              ...unnamed(outputs, section).map((wrong) => `${section} ${parent.key}: ${wrong}`),
            );
          });
        }
      }
      expect(wrongs).toEqual([]);
    },
  );
});

/** Outputs that use evidence and do not name, once, the section that is missing and the permission that reads it. */
function unnamed(outputs: ReadonlyMap<string, string>, section: SectionName): readonly string[] {
  const { needs } = SECTIONS[section];
  const readers = [...outputs].filter(([place]) =>
    /^(access --explain|audit|report|plan)( |$)/.test(place),
  );
  return readers.flatMap(([place, text]) => [
    ...(text.includes(`not read: ${section}`) ? [] : [`not named in ${place}`]),
    ...(text.split(needs).length === 2 ? [] : [`permission not told once in ${place}`]),
  ]);
}
