import { createRequire } from "node:module";
import { join, dirname } from "node:path";
import { Language, Parser, type Node } from "web-tree-sitter";

const require = createRequire(import.meta.url);

export interface ParsedScript {
  readonly hasError: boolean;
  /** Names of the commands that it calls, sorted, each once. */
  readonly commands: readonly string[];
  readonly calls: readonly CommandCall[];
  /** Names of the functions that it defines. */
  readonly functions: readonly string[];
}

/** One call of a command by its name. */
export interface CommandCall {
  readonly name: string;
  /** Names of the parameters that it passes, those of a splatted table included. */
  readonly parameters: readonly string[];
  /** Arguments that no parameter's name stands before. */
  readonly positional: number;
}

/** Makes a parser of PowerShell. */
export async function createPowerShellParser(): Promise<(script: string) => ParsedScript> {
  const read = await createReader();
  return (script) =>
    read(script, (root) => {
      const calls = nodesOf(root, "command").flatMap((command) => callOf(command, root));
      return {
        hasError: root.hasError,
        commands: [...new Set(calls.map(({ name }) => name))].toSorted(),
        calls,
        functions: nodesOf(root, "function_name").map(({ text }) => text),
      };
    });
}

/** Makes what tells whether a script parses, and nothing else of it: a third of the time. */
export async function createPowerShellCheck(): Promise<(script: string) => boolean> {
  const read = await createReader();
  return (script) => read(script, ({ hasError }) => !hasError);
}

type Reader = <T>(script: string, use: (root: Node) => T) => T;

/** What is made of a tree is made before it is given back: trees are outside of what is collected. */
async function createReader(): Promise<Reader> {
  await Parser.init();
  const grammar = dirname(require.resolve("tree-sitter-powershell/package.json"));
  const parser = new Parser();
  parser.setLanguage(await Language.load(join(grammar, "tree-sitter-powershell.wasm")));
  return (script, use) => {
    const tree = parser.parse(script.replace(/^\uFEFF/, ""));
    if (tree === null) throw new Error("the parser gave up");
    try {
      return use(tree.rootNode);
    } finally {
      tree.delete();
    }
  };
}

const nodesOf = (root: Node, type: string): readonly Node[] =>
  root.descendantsOfType(type).filter((node) => node !== null);

/** None for a block that is called. */
function callOf(command: Node, root: Node): readonly CommandCall[] {
  const name = command.childForFieldName("command_name");
  if (name?.type !== "command_name") return [];
  const elements = (command.childForFieldName("command_elements")?.namedChildren ?? [])
    .filter((node) => node !== null)
    .filter(({ type }) => type !== "command_argument_sep");
  const parameters: string[] = [];
  let positional = 0;
  elements.forEach((element, index) => {
    if (element.type === "command_parameter")
      parameters.push(element.text.replace(/^-|:.*$/gs, ""));
    else if (/^@\w+$/.test(element.text)) parameters.push(...keysOf(element.text.slice(1), root));
    else if (elements[index - 1]?.type !== "command_parameter") positional += 1;
  });
  return [{ name: name.text, parameters, positional }];
}

/** The keys that a script ever gives to a table: where it is made, and one by one after that; each once. */
function keysOf(variable: string, root: Node): readonly string[] {
  const keys = nodesOf(root, "assignment_expression").flatMap((assignment) => {
    const left = assignment.namedChild(0)?.text ?? "";
    const single = /^\$(\w+)\['(\w+)'\]$/.exec(left);
    if (single?.[1] === variable) return [single[2] ?? ""];
    if (left !== `$${variable}`) return [];
    return nodesOf(assignment, "key_expression").map(({ text }) => text);
  });
  return [...new Set(keys)];
}
