import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvariantError, ServiceUnavailableError } from "../errors.ts";
import { exchangeModuleFor } from "./engine-modules.ts";
import type { Engine } from "./find-engine.ts";
import { openDoor, type Ending, type Job, type OperatorDoor } from "./operator-door.ts";
import { writeModules } from "./write-modules.ts";

/** Who runs scripts on an emulated tenant: one PowerShell, which lives on from script to script. */
export interface Operator {
  /** Runs one script; a PowerShell that ended, however, is started again. */
  run(job: Job): Promise<Ending>;
  /** Ends PowerShell wherever it is, as a power cut would; a script that is running ends so too. */
  kill(): void;
  close(): Promise<void>;
}

export interface OperatorOptions {
  readonly engine: Engine;
  /** Path under `templates/` -> text. */
  readonly templates: ReadonlyMap<string, string>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What is typed at prompts. Default: nothing, so that a question ends the script that asks. */
  readonly input?: string;
}

/** No script of a pack sleeps longer than ten minutes, and here sleeping takes no time. */
const LONGEST_SCRIPT_MS = 10 * 60_000;
const KEPT_OUTPUT = 2_000;

/**
 * Makes an operator ready.
 *
 * @throws ServiceUnavailableError where the scripts would refuse this version of PowerShell
 */
export async function startOperator(options: OperatorOptions): Promise<Operator> {
  const { engine, templates } = options;
  const exchangeVersion = exchangeModuleFor(engine.version);
  if (exchangeVersion === undefined) {
    throw new ServiceUnavailableError(
      `PowerShell ${engine.version} is no version that a rehearsal runs in`,
      { hint: "install PowerShell 7.6, or name one with SCOPEWRIGHT_POWERSHELL" },
    );
  }
  const script = templates.get("rehearsal/operator.ps1");
  if (script === undefined)
    throw new InvariantError("template `rehearsal/operator.ps1` is missing");
  const folder = await mkdtemp(join(tmpdir(), "scopewright-operator-"));
  const file = join(folder, "operator.ps1");
  await writeFile(file, script);
  await writeModules(join(folder, "modules"), { templates, exchangeVersion });
  let session: Session | undefined;
  return {
    run: async (job) => {
      if (session?.isAlive() !== true) {
        await session?.close();
        session = await startSession(options, file, join(folder, "modules"));
      }
      return await session.run(job);
    },
    kill: () => session?.kill(),
    close: async () => {
      await session?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Session {
  isAlive(): boolean;
  run(job: Job): Promise<Ending>;
  kill(): void;
  close(): Promise<void>;
}

async function startSession(
  { engine, environment, input = "" }: OperatorOptions,
  file: string,
  modules: string,
): Promise<Session> {
  const door = await openDoor();
  const child = spawn(
    engine.program,
    [...engine.leading, "-NoLogo", "-NoProfile", "-File", file, door.url],
    {
      env: {
        ...environment,
        PSModulePath: modules,
        NO_COLOR: "1",
        POWERSHELL_TELEMETRY_OPTOUT: "1",
        POWERSHELL_UPDATECHECK: "Off",
      },
    },
  );
  // A session that ends before it asks closes its input early.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  let said = "";
  const keep = (text: string): void => {
    said = (said + text).slice(-KEPT_OUTPUT);
  };
  child.stdout.setEncoding("utf8").on("data", keep);
  child.stderr.setEncoding("utf8").on("data", keep);
  let gone: string | undefined;
  const ended = new Promise<void>((resolve) => {
    const end = (why: string): void => {
      gone ??= why;
      resolve();
    };
    child.once("error", (error) => {
      end(error.message);
    });
    child.once("close", (code, signal) => {
      end(`PowerShell ended (${String(code ?? signal)}) ${said.trim()}`.trim());
    });
  });
  return {
    isAlive: () => gone === undefined,
    run: (job) => runOne(job, { door, child, ended, why: () => gone ?? "" }),
    kill: () => void child.kill("SIGKILL"),
    close: async () => {
      child.kill("SIGKILL");
      await ended;
      await door.close();
    },
  };
}

interface Running {
  readonly door: OperatorDoor;
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  readonly why: () => string;
}

/** A PowerShell that goes away is the failure of the script that ran in it. */
async function runOne(job: Job, { door, child, ended, why }: Running): Promise<Ending> {
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill("SIGKILL");
  }, LONGEST_SCRIPT_MS);
  const broken = ended.then((): Ending => {
    const message = isLate ? "the script did not end within ten minutes" : why();
    return {
      script: job.script,
      asksNot: false,
      failure: { message, id: "EngineEnded", at: "" },
      exitCode: -1,
      records: [],
    };
  });
  try {
    return await Promise.race([door.hand(job), broken]);
  } finally {
    clearTimeout(timer);
  }
}
