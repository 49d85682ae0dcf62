import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
];

export type FoundBrowser = { readonly path: string } | { readonly missing: string };

/**
 * Finds a browser of the Chromium family: the one that `SCOPEWRIGHT_CHROMIUM` names, else the first on the `PATH`.
 */
export async function findBrowser(
  env: Readonly<Record<string, string | undefined>>,
): Promise<FoundBrowser> {
  const named = env["SCOPEWRIGHT_CHROMIUM"];
  if (named !== undefined && named !== "")
    return (await runs(named)) ? { path: named } : { missing: `\`${named}\` cannot be run` };
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  for (const name of NAMES)
    for (const folder of folders) {
      const path = join(folder, name);
      if (await runs(path)) return { path };
    }
  return { missing: `none of ${NAMES.join(", ")} is on the PATH` };
}

async function runs(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
