import type { Argv } from "yargs";
import { AppError } from "../errors.ts";
import type { AskedSections } from "../scan/asked-sections.ts";
import type { ScanResult } from "../scan/run-scan.ts";
import type { CliIo } from "./cli-io.ts";
import { plainText } from "./plain-text.ts";
import {
  addDiagnosisOptions,
  type DiagnosisOptions,
  readDiagnosisOptions,
  startDiagnosis,
} from "./diagnosis-options.ts";
import { createProgressLine } from "./progress-line.ts";
import { addSectionOptions, readSectionOptions } from "./section-options.ts";
import {
  addSignInOptions,
  prepareSignIn,
  readSignInOptions,
  type SignInChoice,
} from "./sign-in-options.ts";
import { readTool } from "./tool-version.ts";
import { readDecisions } from "../documents/read-decisions.ts";
import { groupsOfDecisions } from "../scan/groups-of-decisions.ts";

/** What the commands that read a tenant are told. */
export interface TenantOptions {
  readonly tenant: string;
  readonly signIn: SignInChoice;
  readonly concurrency: number;
  readonly emulator: string | undefined;
  readonly asked: AskedSections;
  readonly diagnosis: DiagnosisOptions;
}

/** Adds the options of reading a tenant. */
export function addTenantOptions<T>(yargs: Argv<T>): Argv<T> {
  const tenant = addDiagnosisOptions(addSectionOptions(yargs)).option("tenant", {
    type: "string",
    describe: "domain or id of the tenant",
  });
  return addSignInOptions(tenant)
    .option("concurrency", {
      type: "number",
      default: 3,
      describe: "calls under way at once, 1 to 10",
    })
    .option("emulator", {
      type: "string",
      describe: "read an emulated tenant at this loopback URL instead of the services",
    });
}

/** Reads the options back from what yargs parsed. */
export function readTenantOptions(
  argv: Readonly<Record<string, unknown>>,
  io: CliIo,
): TenantOptions {
  const text = (name: string): string | undefined =>
    typeof argv[name] === "string" ? argv[name] : undefined;
  const tenant = text("tenant");
  if (tenant === undefined || tenant.trim() === "") {
    throw new AppError("usage", "no tenant was named", {
      hint: "give --tenant <domain or id>, such as --tenant contoso.onmicrosoft.com",
    });
  }
  const concurrency = Number(argv["concurrency"]);
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 10) {
    throw new AppError("usage", `--concurrency \`${String(argv["concurrency"])}\` is not 1 to 10`);
  }
  return {
    tenant: tenant.trim(),
    signIn: readSignInOptions(argv, io.env),
    concurrency,
    emulator: text("emulator"),
    asked: readSectionOptions(argv),
    diagnosis: readDiagnosisOptions(argv),
  };
}

/**
 * Reads beside what was asked for the groups that decisions name, so that a plan by them knows who is in these.
 *
 * @param file decisions.json; undefined = there is none
 * @throws AppError for a file that is missing, or not decisions
 */
export async function withDecidedGroups(
  options: TenantOptions,
  file: string | undefined,
): Promise<TenantOptions> {
  if (file === undefined) return options;
  const decidedGroups = groupsOfDecisions(await readDecisions(file));
  return { ...options, asked: { ...options.asked, decidedGroups } };
}

/** Where a scan goes, and what becomes of what is there. */
export interface ScanTarget {
  readonly folder: string;
  /** The option that names the folder, for people. */
  readonly option: "--out" | "--evidence-out";
  readonly force: boolean;
  readonly resume: boolean;
}

/**
 * Reads `--resume`, which needs to be told where the scan was interrupted.
 *
 * @throws AppError usage
 */
export function readResume(
  argv: Readonly<Record<string, unknown>>,
  option: ScanTarget["option"],
): boolean {
  if (argv["resume"] !== true) return false;
  if (argv["force"] === true) {
    throw new AppError(
      "usage",
      "--resume keeps what was read, --force replaces it: give one of them",
    );
  }
  if (typeof argv[option.slice(2)] !== "string") {
    throw new AppError("usage", "--resume does not know where the scan was interrupted", {
      hint: `name the folder with ${option}`,
    });
  }
  return true;
}

/** Reads a tenant into an evidence folder, with progress on stderr. */
export async function scanInto(
  io: CliIo,
  options: TenantOptions,
  target: ScanTarget,
): Promise<ScanResult> {
  const progress = createProgressLine(io);
  const say = (message: string): void => {
    progress.clear();
    io.stderr(`${plainText(message)}\n`);
  };
  const watch = await startDiagnosis(options.diagnosis, io.now, say);
  const takeBack = io.onInterrupt(() => {
    say(
      `interrupted: what was read is kept; go on within 24 hours with the same options, ${target.option} ${target.folder} and --resume`,
    );
  });
  // The sign-in and Graph libraries are slow to load, and only a scan needs them.
  const { runScan } = await import("../scan/run-scan.ts");
  try {
    return await runScan({
      tenant: options.tenant,
      outFolder: target.folder,
      force: target.force,
      resume: target.resume,
      ...(await prepareSignIn(options.signIn, io.env, options.emulator !== undefined)),
      concurrency: options.concurrency,
      emulatorUrl: options.emulator,
      asked: options.asked,
      tool: await readTool(io.packageFolder),
      now: io.now,
      onProgress: (state) => {
        progress.show(state);
      },
      onMessage: say,
      onPrompt: say,
      watch,
    });
  } finally {
    takeBack();
    progress.clear();
  }
}
