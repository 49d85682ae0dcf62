import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OutputFile } from "../../src/documents/plan-files.ts";
import { writeFolder } from "../../src/documents/write-folder.ts";
import { AppError } from "../../src/errors.ts";

let root = "";
let out = "";
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "write-folder-"));
  out = join(root, "reports", "contoso");
});
afterEach(async () => rm(root, { recursive: true, force: true }));

const file = (path: string, ...text: readonly string[]): OutputFile => ({ path, text });
const FILES = [file("plan.json", "{", "}\n"), file("sets/a.ndjson", '"m1"\n')];
const write = (
  files: Iterable<OutputFile>,
  more: { force?: boolean; replaces?: readonly string[]; taken?: readonly string[] } = {},
): Promise<void> => writeFolder(out, files, { force: false, about: { tool: "x" }, ...more });
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const found = async (folder = out): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
};
const put = async (path: string, text: string): Promise<void> => {
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, text);
};
const failure = async (promise: Promise<void>): Promise<AppError> => {
  const error: unknown = await promise.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (error instanceof AppError) return error;
  throw new Error("expected an AppError", { cause: error });
};

describe("writeFolder", () => {
  it("writes the files and a manifest with the SHA-256 of each, sorted", async () => {
    await write(FILES.toReversed());
    expect(await found()).toEqual(["manifest.json", "plan.json", "sets/a.ndjson"]);
    expect(await readFile(join(out, "plan.json"), "utf8")).toBe("{}\n");
    const manifest = await readFile(join(out, "manifest.json"), "utf8");
    expect(JSON.parse(manifest)).toEqual({
      schemaVersion: 1,
      tool: "x",
      files: { "plan.json": sha256("{}\n"), "sets/a.ndjson": sha256('"m1"\n') },
    });
    expect(manifest.indexOf("plan.json")).toBeLessThan(manifest.indexOf("sets/a.ndjson"));
  });

  it("replaces no file that somebody changed since, unless what it says was taken", async () => {
    await write(FILES);
    await put(join(out, "sets", "a.ndjson"), '"m2"\n');
    const error = await failure(write(FILES, { force: true }));
    expect(error.code).toBe("cannotWrite");
    expect(error.message).toContain("`sets/a.ndjson`");
    expect(await readFile(join(out, "sets", "a.ndjson"), "utf8")).toBe('"m2"\n');
    await write(FILES, { force: true, taken: ["sets/a.ndjson"] });
    expect(await readFile(join(out, "sets", "a.ndjson"), "utf8")).toBe('"m1"\n');
  });

  it("leaves nothing beside the folder", async () => {
    await write(FILES);
    expect(await readdir(join(root, "reports"))).toEqual(["contoso"]);
  });

  it("writes into an empty folder", async () => {
    await mkdir(out, { recursive: true });
    await write(FILES);
    expect(await found()).toHaveLength(3);
  });

  it("refuses a folder that exists", async () => {
    await write(FILES);
    const error = await failure(write(FILES));
    expect(error).toMatchObject({ code: "cannotWrite" });
    expect(error.message).toContain("exists already");
    expect(error.hint).toContain("--force");
  });

  it("replaces with force what an earlier run wrote, and drops what is no longer part of it", async () => {
    await write(FILES);
    await write([file("plan.json", "new")], { force: true });
    expect(await found()).toEqual(["manifest.json", "plan.json"]);
    expect(await readFile(join(out, "plan.json"), "utf8")).toBe("new");
  });

  it.each([
    ["beside its own", "notes.txt"],
    ["in a folder of its own", "sets/mine.txt"],
    ["in a folder it never had", "archive/old/plan.json"],
  ])("loses no foreign file even with force: %s", async (_name, path) => {
    await write(FILES);
    await put(join(out, path), "mine");
    const error = await failure(write([file("plan.json", "new")], { force: true }));
    expect(error).toMatchObject({ code: "cannotWrite" });
    expect(error.message).toContain(path);
    expect(await readFile(join(out, path), "utf8")).toBe("mine");
    expect(await readFile(join(out, "plan.json"), "utf8")).toBe("{}\n");
  });

  it.each([
    ["without a manifest", null],
    ["with a manifest that is not JSON", "{"],
    ["with a manifest that is no object", "[]"],
    ["with a manifest of something else", '{"files":["notes.txt"]}'],
  ])("loses no folder of somebody else: %s", async (_name, manifest) => {
    await put(join(out, "notes.txt"), "mine");
    if (manifest !== null) await put(join(out, "manifest.json"), manifest);
    await failure(write(FILES, { force: true }));
    expect(await readFile(join(out, "notes.txt"), "utf8")).toBe("mine");
  });

  it("takes the files that it is told it replaces without force", async () => {
    await put(join(out, "plan.json"), "old");
    await write(FILES, { replaces: ["plan.json"] });
    expect(await readFile(join(out, "plan.json"), "utf8")).toBe("{}\n");
    const error = await failure(write(FILES, { replaces: ["plan.json"] }));
    expect(error).toMatchObject({ code: "cannotWrite" });
  });

  it("refuses a file in place of the folder", async () => {
    await put(out, "mine");
    const error = await failure(write(FILES, { force: true }));
    expect(error.message).toContain("is a file");
    expect(await readFile(out, "utf8")).toBe("mine");
  });

  it("keeps the old folder whole when a file cannot be made, and leaves no half of the new one", async () => {
    await write(FILES);
    const files = [file("plan.json", "new"), { path: "sets/b.ndjson", text: failing() }];
    const error = await failure(write(files, { force: true }));
    expect(error).toMatchObject({ code: "cannotWrite" });
    expect(await readFile(join(out, "plan.json"), "utf8")).toBe("{}\n");
    expect(await readdir(join(root, "reports"))).toEqual(["contoso"]);
  });

  it("loses no folder that happens to be called partial", async () => {
    await put(join(`${out}.partial`, "notes.txt"), "mine");
    await write(FILES);
    expect(await readFile(join(`${out}.partial`, "notes.txt"), "utf8")).toBe("mine");
    expect(await found()).toHaveLength(3);
  });

  it("says so when it may not write there", async () => {
    const locked = join(root, "locked");
    await mkdir(locked);
    await chmod(locked, 0o500);
    const error = await writeFolder(join(locked, "out"), FILES, { force: false, about: {} }).then(
      () => null,
      (cause: unknown) => cause,
    );
    await chmod(locked, 0o700);
    // A superuser may write anywhere.
    if (error !== null) expect(error).toMatchObject({ code: "cannotWrite" });
  });

  it("takes a link to a folder for a foreign file", async () => {
    await write(FILES);
    await mkdir(join(root, "elsewhere"));
    await put(join(root, "elsewhere", "notes.txt"), "mine");
    await symlink(join(root, "elsewhere"), join(out, "link"));
    await failure(write(FILES, { force: true }));
    expect(await readFile(join(root, "elsewhere", "notes.txt"), "utf8")).toBe("mine");
  });
});

function* failing(): Generator<string> {
  yield "half";
  throw new Error("out of sets");
}
