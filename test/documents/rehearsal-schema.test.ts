import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { readRehearsal } from "../../src/documents/read-rehearsal.ts";
import { rehearsalJsonSchema } from "../../src/documents/rehearsal-schema.ts";
import { writeRehearsal } from "../../src/documents/write-rehearsal.ts";
import { SAMPLE_REHEARSAL } from "../rehearsal/sample-rehearsal.ts";

const folder = (): Promise<string> => mkdtemp(join(tmpdir(), "rehearsal-"));

describe("rehearsal.json", () => {
  it("is read back as it was written, and leaves nothing else in the folder", async () => {
    const pack = await folder();
    await writeRehearsal(pack, { ...SAMPLE_REHEARSAL, passed: true });
    const { text } = await writeRehearsal(pack, SAMPLE_REHEARSAL);
    expect(await readRehearsal(pack)).toStrictEqual(SAMPLE_REHEARSAL);
    expect(await readdir(pack)).toStrictEqual(["rehearsal.json"]);
    expect(JSON.parse(text)).toStrictEqual(SAMPLE_REHEARSAL);
  });

  it("is what its published JSON Schema says", () => {
    const validate = new Ajv2020({ strict: false }).compile(rehearsalJsonSchema());
    expect(validate(SAMPLE_REHEARSAL), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...SAMPLE_REHEARSAL, statement: "it works" })).toBe(false);
    expect(validate({ ...SAMPLE_REHEARSAL, apps: undefined })).toBe(false);
  });

  it("is absent where there is none, and an error where it is damaged", async () => {
    const pack = await folder();
    expect(await readRehearsal(pack)).toBeUndefined();
    await writeFile(join(pack, "rehearsal.json"), "{");
    await expect(readRehearsal(pack)).rejects.toMatchObject({ code: "invalidInput" });
    const other = JSON.stringify({ ...SAMPLE_REHEARSAL, statement: "it tests Microsoft" });
    await writeFile(join(pack, "rehearsal.json"), other);
    await expect(readRehearsal(pack)).rejects.toThrow(/`statement`/);
  });
});
