import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type Handlebars from "handlebars";
import { highlightPowerShell } from "./highlight-powershell.ts";

export interface ScriptView {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  /** Of the file's bytes, as in manifest.json. */
  readonly sha256: string;
  readonly isRollback: boolean;
  /** Null where there are too many apps to hold their scripts in one page. */
  readonly text: Handlebars.SafeString | null;
}

/** From here on the page names scripts and their hashes, and leaves the text to the files. */
const MOST_APPS = 1000;

/** Gives the scripts of a folder, file by file as they are written; each is shown when it is asked for. */
export function scriptsByFolder(
  scripts: ReadonlyMap<string, string>,
): (folder: string) => readonly ScriptView[] {
  const folders = new Map<string, string[]>();
  for (const path of scripts.keys()) {
    if (!path.endsWith(".ps1")) continue;
    const folder = folderOf(path);
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  const withText = folders.size <= MOST_APPS;
  return (folder) =>
    (folders.get(folder) ?? []).map((path) => scriptView(path, scripts.get(path) ?? "", withText));
}

function scriptView(path: string, script: string, withText: boolean): ScriptView {
  const name =
    path
      .split("/")
      .at(-1)
      ?.replace(/\.ps1$/, "") ?? path;
  return {
    id: `script-${folderOf(path).replaceAll("/", ".")}-${name}`,
    name,
    path,
    sha256: bytesToHex(sha256(utf8ToBytes(script))),
    isRollback: /^(?:rollback|repair)/.test(name),
    text: withText ? highlightPowerShell(shown(script)) : null,
  };
}

/** The folder of a script, within `scripts/`. */
const folderOf = (path: string): string => path.slice(path.indexOf("/") + 1, path.lastIndexOf("/"));

/** Without the byte order mark, and with the line ends of a page. */
const shown = (script: string): string => script.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
