import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";

import { describe, expect, it } from "vitest";

import { readEvidence } from "../../src/evidence/read-evidence.ts";
import { THOROUGH } from "../thorough.ts";
import {
  EXPECTED_ACCESS_FILE,
  fixtureFiles,
  FIXTURES,
  isLarge,
  tenantFiles,
} from "./fixture-files.ts";

const ROOT = join(import.meta.dirname, "..", "..", "fixtures");

describe.each(Object.entries(FIXTURES))("fixtures/%s", (name, tenant) => {
  const folder = join(ROOT, name);
  // The access of a large tenant is reckoned again in the gate.
  const generated = THOROUGH || !isLarge(tenant) ? fixtureFiles(tenant) : tenantFiles(tenant);

  it("is what the generator writes, byte for byte", async () => {
    for (const [path, text] of generated) {
      expect(await readFile(join(folder, path), "utf8"), path).toBe(text);
    }
  });

  it("holds nothing else but a README", async () => {
    const found = await filesBelow(folder);
    const wanted = new Set([...generated.keys(), EXPECTED_ACCESS_FILE, "README.md"]);
    expect(found.toSorted()).toEqual([...wanted].toSorted());
  });

  it("has section files of the hash and the number of rows that the manifest says", () => {
    const manifest = JSON.parse(generated.get("manifest.json") ?? "") as Manifest;
    for (const [section, { status, file, rows, sha256, parents }] of Object.entries(
      manifest.sections,
    )) {
      if (status !== "read") continue;
      const text = generated.get(file) ?? "missing";
      expect(createHash("sha256").update(text).digest("hex"), section).toBe(sha256);
      expect(text.split("\n").length - 1, section).toBe(rows);
      const inParents = parents?.reduce((sum, parent) => sum + (parent.rows ?? 0), 0);
      expect(inParents ?? rows, section).toBe(rows);
    }
  });

  it("is read without a failed section but those that are meant to be", async () => {
    const snapshot = await readEvidence(folder);
    const failed = snapshot.coverage.filter(({ status }) => status === "failed");
    const meant = Object.entries(tenant.unread).filter(([, status]) => status === "failed");
    expect(failed.map(({ section }) => section).toSorted()).toEqual(
      meant.map(([section]) => section).toSorted(),
    );
  });
});

interface Manifest {
  readonly sections: Readonly<
    Record<
      string,
      {
        readonly status: string;
        readonly file: string;
        readonly rows: number;
        readonly sha256: string;
        readonly parents?: readonly { readonly rows?: number }[];
      }
    >
  >;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
