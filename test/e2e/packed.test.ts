import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { THOROUGH } from "../thorough.ts";
import { ROOT, workFolder } from "./run-scopewright.ts";

const run = promisify(execFile);

/** Installing takes half a minute and asks the registry: the gate does it. */
describe.runIf(THOROUGH)("the packed tool", () => {
  it("installs in an empty folder and runs the demo", { timeout: 180_000 }, async () => {
    const folder = await workFolder();
    const pack = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
    await run("npm", pack, { cwd: ROOT });
    const tarball = (await readdir(folder)).find((name) => name.endsWith(".tgz")) ?? "";
    await writeFile(join(folder, "package.json"), '{"name":"empty","private":true}\n');
    await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", `./${tarball}`], {
      cwd: folder,
    });
    const { stdout } = await run("npx", ["--no-install", "scopewright", "demo"], { cwd: folder });
    const page = await readFile(join(folder, stdout.trim()), "utf8");
    expect(page).toContain("Contoso AG");
    expect(page).toContain("Sales Mail Reader");
  });
});
