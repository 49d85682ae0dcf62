import { createRequire } from "node:module";
import { join, dirname } from "node:path";
import { Language, Parser, type Node } from "web-tree-sitter";

const require = createRequire(import.meta.url);

export interface ParsedScript {
  readonly hasError: boolean;
  /** Names of the commands that it calls, sorted, each once. */
  readonly commands: readonly string[];
}

/** Makes a parser of PowerShell. */
export async function createPowerShellParser(): Promise<(script: string) => ParsedScript> {
  await Parser.init();
  const grammar = dirname(require.resolve("tree-sitter-powershell/package.json"));
  const parser = new Parser();
  parser.setLanguage(await Language.load(join(grammar, "tree-sitter-powershell.wasm")));
  return (script) => {
    const tree = parser.parse(script.replace(/^\uFEFF/, ""));
    if (tree === null) throw new Error("the parser gave up");
    const names = tree.rootNode
      .descendantsOfType("command_name")
      .map((node: Node | null) => node?.text ?? "");
    return { hasError: tree.rootNode.hasError, commands: [...new Set(names)].toSorted() };
  };
}
