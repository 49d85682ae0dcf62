import { appendFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { describe, expect, it } from "vitest";

import { readManifest } from "../../src/evidence/manifest.ts";
import { readRawRows } from "../../src/evidence/read-raw-rows.ts";
import type { SectionName } from "../../src/model/sections.ts";
import { editManifest, writeFolder } from "./evidence-folder.ts";

const rows = [{ Name: "A", Odd: { deep: [1, null] } }, { Name: "B" }];

describe("readRawRows", () => {
  it("gives rows as they were written", async () => {
    const folder = await writeFolder({ "exchange/roles": rows });
    expect(await readAll(folder, "exchange/roles")).toEqual(rows);
  });

  it("gives nothing for an empty section, and refuses one that was not read", async () => {
    const folder = await writeFolder({ "exchange/roles": [] });
    expect(await readAll(folder, "exchange/roles")).toEqual([]);
    await expect(readAll(folder, "graph/users")).rejects.toMatchObject({
      code: "invalidInput",
      message: "graph/users was not read: there are no rows",
    });
  });

  it.each([
    { what: "a changed file", text: '{"Name":"C"}\n', message: "is not what the scan wrote" },
    { what: "a line that is not JSON", text: "{", message: "exchange/roles line 3: not JSON" },
  ])("refuses $what", async ({ text, message }) => {
    const folder = await writeFolder({ "exchange/roles": rows });
    await appendFile(join(folder, "exchange/roles.ndjson"), text);
    await expect(readAll(folder, "exchange/roles")).rejects.toMatchObject({
      code: "invalidInput",
      message: expect.stringContaining(message) as string,
    });
  });

  it("refuses a file with as many rows, and other ones", async () => {
    const folder = await writeFolder({ "exchange/roles": rows });
    const path = join(folder, "exchange/roles.ndjson");
    await writeFile(path, (await readFile(path, "utf8")).replace("B", "C"));
    await expect(readAll(folder, "exchange/roles")).rejects.toThrow("is not what the scan wrote");
  });

  it("refuses a wrong number of rows, a missing file, a path that leaves the folder", async () => {
    const folder = await writeFolder({ "exchange/roles": rows, "graph/users": [] });
    await editManifest(folder, ({ sections, ...rest }) => ({
      ...rest,
      sections: {
        "exchange/roles": { ...sections["exchange/roles"], rows: 1 },
        "graph/users": { ...sections["graph/users"], file: "../users.ndjson" },
      },
    }));
    await expect(readAll(folder, "exchange/roles")).rejects.toThrow("is not what the scan wrote");
    await expect(readAll(folder, "graph/users")).rejects.toThrow("is not inside");
    await rm(join(folder, "exchange/roles.ndjson"));
    await expect(readAll(folder, "exchange/roles")).rejects.toThrow("is missing");
  });

  it("says so when an archive is broken", async () => {
    const folder = await writeFolder({ "exchange/roles": rows });
    const packed = gzipSync(await readFile(join(folder, "exchange/roles.ndjson")));
    await writeFile(join(folder, "exchange/roles.ndjson.gz"), packed.subarray(0, -9));
    await editManifest(folder, ({ sections, ...rest }) => ({
      ...rest,
      sections: {
        "exchange/roles": { ...sections["exchange/roles"], file: "exchange/roles.ndjson.gz" },
      },
    }));
    await expect(readAll(folder, "exchange/roles")).rejects.toMatchObject({
      code: "invalidInput",
      message: expect.stringContaining("cannot be read") as string,
    });
  });
});

async function readAll(folder: string, name: SectionName): Promise<unknown[]> {
  const read: unknown[] = [];
  for await (const row of readRawRows(folder, await readManifest(folder), name)) read.push(row);
  return read;
}
