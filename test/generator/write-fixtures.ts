import { rm } from "node:fs/promises";
import { join } from "node:path";

import { FIXTURES, fixtureFiles } from "./fixture-files.ts";
import { writeFiles } from "./write-files.ts";

const ROOT = join(import.meta.dirname, "..", "..", "fixtures");

// Section files of an earlier run must not stay behind; the README is written by hand and does.
for (const [name, tenant] of Object.entries(FIXTURES)) {
  const folder = join(ROOT, name);
  for (const room of ["exchange", "graph"]) {
    await rm(join(folder, room), { recursive: true, force: true });
  }
  await writeFiles(folder, fixtureFiles(tenant));
  process.stderr.write(`fixtures/${name} written\n`);
}
