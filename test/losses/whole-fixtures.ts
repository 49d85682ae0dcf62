import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { LARGE } from "../thorough.ts";

export const FIXTURES_FOLDER = join(import.meta.dirname, "..", "..", "fixtures");

const manifestSchema = z.object({
  sections: z.record(
    z.string(),
    z.object({
      status: z.string(),
      parents: z.array(z.object({ status: z.string() })).optional(),
    }),
  ),
});

/** The fixtures of which everything was read, by folder name: only of these is the truth known. */
export const WHOLE_FIXTURES: readonly string[] = readdirSync(FIXTURES_FOLDER)
  .filter((name) => existsSync(join(FIXTURES_FOLDER, name, "manifest.json")))
  .filter(isWhole)
  .toSorted();

/** Those of which everything is tried; a tenant of a thousand mailboxes takes a quarter of an hour, and must be asked for. */
export const TRIED_FIXTURES: readonly string[] = WHOLE_FIXTURES.filter(
  (name) => LARGE || name !== "fabrikam",
);

function isWhole(name: string): boolean {
  const text = readFileSync(join(FIXTURES_FOLDER, name, "manifest.json"), "utf8");
  const { sections } = manifestSchema.parse(JSON.parse(text));
  return Object.values(sections).every(
    ({ status, parents = [] }) =>
      ["read", "absent"].includes(status) &&
      parents.every((parent) => ["read", "notFound"].includes(parent.status)),
  );
}
