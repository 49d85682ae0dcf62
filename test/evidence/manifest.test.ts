import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { readManifest } from "../../src/evidence/manifest.ts";
import { createFolder, createWriter, editManifest, writeFolder } from "./evidence-folder.ts";

describe("readManifest", () => {
  it("reads what the writer wrote", async () => {
    const folder = await writeFolder({ "exchange/roles": [{ Name: "Application Mail.Read" }] });
    expect(await readManifest(folder)).toMatchObject({
      schemaVersion: 1,
      tenant: { displayName: "Fabrikam" },
      sections: { "exchange/roles": { status: "read", rows: 1, requests: 1 } },
    });
  });

  it("says that a folder is missing", async () => {
    const folder = join(await createFolder(), "nowhere");
    await expect(readManifest(folder)).rejects.toMatchObject({
      code: "inputMissing",
      message: `there is no folder \`${folder}\``,
    });
  });

  it("says that a file is not an evidence folder", async () => {
    const file = join(await createFolder(), "evidence.zip");
    await writeFile(file, "");
    await expect(readManifest(file)).rejects.toMatchObject({
      code: "invalidInput",
      message: expect.stringContaining("is not an evidence folder") as string,
    });
  });

  it("says that a folder without a manifest is not an evidence folder", async () => {
    await expect(readManifest(await createFolder())).rejects.toMatchObject({
      code: "invalidInput",
      message: expect.stringContaining("is not an evidence folder") as string,
    });
  });

  it.each(["manifest.json.partial", "exchange/recipients.ndjson.tmp", "graph/groups.ndjson"])(
    "says that the scan did not finish where only %s is there",
    async (file) => {
      const folder = await createFolder();
      await mkdir(join(folder, "exchange"));
      await mkdir(join(folder, "graph"));
      await writeFile(join(folder, file), "");
      await expect(readManifest(folder)).rejects.toMatchObject({
        code: "invalidInput",
        message: expect.stringContaining("did not finish") as string,
      });
    },
  );

  it("says that the scan did not finish while the writer is at work", async () => {
    const folder = await createFolder();
    await createWriter(folder);
    await expect(readManifest(folder)).rejects.toThrow("did not finish");
  });

  it("says that a manifest is not JSON", async () => {
    const folder = await createFolder();
    await writeFile(join(folder, "manifest.json"), "{");
    await expect(readManifest(folder)).rejects.toMatchObject({
      code: "invalidInput",
      message: `manifest.json of \`${folder}\` is not JSON`,
    });
  });

  it("names both versions when the schema version is another one", async () => {
    const folder = await writeFolder({});
    await editManifest(folder, (manifest) => ({ ...manifest, schemaVersion: 7, sections: null }));
    await expect(readManifest(folder)).rejects.toMatchObject({
      code: "invalidInput",
      message: `evidence \`${folder}\` has schemaVersion 7, this version reads 1`,
    });
  });

  it.each([
    { change: { cloud: "moon" }, path: "cloud" },
    { change: { tenant: { id: 1, initialDomain: "", displayName: "" } }, path: "tenant.id" },
    { change: { collectedAt: "yesterday" }, path: "collectedAt" },
    {
      change: { sections: { "graph/users": { status: "maybe" } } },
      path: "sections.graph/users.status",
    },
    {
      change: { sections: { "graph/users": { status: "read", rows: -1 } } },
      path: "sections.graph/users.rows",
    },
    { change: { schemaVersion: undefined }, path: "schemaVersion" },
  ])("names the path where the shape is wrong: $path", async ({ change, path }) => {
    const folder = await writeFolder({});
    await editManifest(folder, (manifest) => ({ ...manifest, ...change }));
    await expect(readManifest(folder)).rejects.toMatchObject({
      code: "invalidInput",
      message: expect.stringContaining(`manifest.json of \`${folder}\`, \`${path}\`: `) as string,
    });
  });

  it("ignores sections that it does not know, whatever they hold", async () => {
    const folder = await writeFolder({ "graph/users": [] });
    await editManifest(folder, ({ sections, ...rest }) => ({
      ...rest,
      sections: { ...sections, "graph/horoscopes": 12 },
    }));
    expect(Object.keys((await readManifest(folder)).sections)).toEqual(["graph/users"]);
  });

  it("reads a manifest with a byte order mark, and null for what is not known", async () => {
    const folder = await writeFolder({});
    const text = JSON.stringify({
      ...(await readManifest(folder)),
      sections: { "graph/users": { status: "denied", file: null, rows: null, message: null } },
    });
    await writeFile(join(folder, "manifest.json"), `\uFEFF${text}`);
    const { sections } = await readManifest(folder);
    expect(sections["graph/users"]).toEqual({ status: "denied" });
  });
});
