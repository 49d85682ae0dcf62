import { access, constants } from "node:fs/promises";
import { delimiter, join, win32 } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "microsoft-edge-stable",
];

/** Where macOS keeps them. */
const APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Where Windows keeps them, below the folders of programs. */
const PROGRAMS = [
  ["Microsoft", "Edge", "Application", "msedge.exe"],
  ["Google", "Chrome", "Application", "chrome.exe"],
  ["Chromium", "Application", "chrome.exe"],
];

export type FoundBrowser = { readonly path: string } | { readonly missing: string };

/**
 * Finds a browser of the Chromium family: the one that `SCOPEWRIGHT_BROWSER` names, else the first on the `PATH`, else
 * one in the usual places of macOS and Windows.
 *
 * One that is named but cannot be run is never passed over in silence.
 */
export async function findBrowser(env: Environment): Promise<FoundBrowser> {
  const named = env["SCOPEWRIGHT_BROWSER"] ?? "";
  if (named !== "") {
    return (await canRun(named))
      ? { path: named }
      : { missing: `SCOPEWRIGHT_BROWSER names \`${named}\`, which cannot be run` };
  }
  for (const path of placesIn(env)) if (await canRun(path)) return { path };
  return { missing: `looked on the PATH and in the usual places for ${NAMES.join(", ")}` };
}

function placesIn(env: Environment): readonly string[] {
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const roots = ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].flatMap(
    (name) => env[name] ?? [],
  );
  return [
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...APPLICATIONS,
    ...PROGRAMS.flatMap((parts) => roots.map((root) => win32.join(root, ...parts))),
  ];
}

async function canRun(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
