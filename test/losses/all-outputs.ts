import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CliIo } from "../../src/cli/cli-io.ts";
import { runCli } from "../../src/cli/run-cli.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** A process as commands see it, with what they said. */
export function createIo(now = "2026-11-27T06:00:00Z"): {
  readonly io: CliIo;
  readonly stdout: string[];
  readonly stderr: string[];
} {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const io: CliIo = {
    stdout: (text) => {
      stdout.push(text);
      return Promise.resolve();
    },
    stderr: (text) => void stderr.push(text),
    stderrIsTty: false,
    env: {},
    now: () => new Date(now),
    packageFolder: ROOT,
    onInterrupt: () => () => undefined,
    untilInterrupted: () => Promise.resolve(),
  };
  return { io, stdout, stderr };
}

/** What to ask the access command about: an app and a mailbox that the evidence may or may not have. */
export interface Asked {
  readonly app: string;
  readonly mailbox: string;
  /** Only the commands that say something of their own: of a large tenant each takes a while. */
  readonly brief?: boolean;
  /** Not what the two halves of `audit` say, one after the other. */
  readonly asOne?: boolean;
}

/**
 * Everything that any command says of an evidence folder: what it prints, and every file that it writes, by command
 * and file.
 */
export async function allOutputs(
  evidence: string,
  { app, mailbox, brief = false, asOne = brief }: Asked,
): Promise<ReadonlyMap<string, string>> {
  const work = await mkdtemp(join(tmpdir(), "outputs-"));
  const pack = join(work, "pack");
  const commands: readonly (readonly string[])[] = [
    ["access", evidence, "--explain"],
    ["access", evidence, "--app", app, "--explain"],
    ["audit", evidence, "--out", pack],
    ...(brief
      ? []
      : [
          ["access", evidence, "--app", "no-such-app"],
          ["access", evidence, "--mailbox", mailbox],
          ["access", evidence, "--mailbox", "no-such-mailbox"],
          ["access", evidence, "--permission", "No.Such"],
          ["access", evidence, "--json", "--explain"],
          ["access", evidence, "--mailboxes"],
          ["emulate", evidence],
        ]),
    ...(asOne
      ? []
      : [
          ["report", pack, "--out", pack, "--force"],
          ["plan", evidence, "--out", join(work, "plan")],
        ]),
  ];
  try {
    const outputs = new Map<string, string>();
    for (const args of commands) {
      const { io, stdout, stderr } = createIo();
      await runCli(args, io);
      outputs.set([args[0], ...args.slice(2)].join(" "), [...stdout, ...stderr].join(""));
    }
    for (const [path, text] of await readFiles(pack)) outputs.set(path, text);
    return outputs;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function readFiles(folder: string): Promise<readonly (readonly [string, string])[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.map(
      async (file) => [file.slice(folder.length + 1), await readFile(file, "utf8")] as const,
    ),
  );
}
