import type { CliIo } from "../cli-io.ts";
import { DONE, type CommandFactory, type Outcome } from "../command.ts";
import {
  describePermissions,
  type Part,
  PARTS,
  permissionsAsJson,
  type Who,
} from "../describe-permissions.ts";

export interface PermissionsOptions {
  readonly parts: readonly Part[];
  readonly who: readonly Who[];
  readonly json: boolean;
}

const WHO: readonly Who[] = ["person", "app"];

/** `scopewright permissions`: the app registration and the least rights for scan and remediation. */
export const permissionsCommand: CommandFactory = (io, finish) => ({
  command: "permissions",
  describe:
    "Print the app registration that a scan needs, and the least rights by section and phase",
  builder: (yargs) =>
    yargs
      .option("only", { choices: PARTS, describe: "print one part" })
      .option("as", { choices: WHO, describe: "who scans: a person who signs in, or an app" })
      .option("json", { type: "boolean", default: false, describe: "as JSON" })
      .example("$0 permissions", "everything")
      .example("$0 permissions --only registration --as app", "what an app needs to scan")
      .example("$0 permissions --only remediation --json", "rights by phase, for machines"),
  handler: async (argv) => {
    finish(
      await runPermissions(io, {
        parts: PARTS.filter((part) => argv["only"] === undefined || argv["only"] === part),
        who: WHO.filter((one) => argv["as"] === undefined || argv["as"] === one),
        json: argv["json"] === true,
      }),
    );
  },
});

/** Prints; reads nothing and asks nobody. */
export async function runPermissions(
  io: CliIo,
  { parts, who, json }: PermissionsOptions,
): Promise<Outcome> {
  const text = json
    ? JSON.stringify(permissionsAsJson(parts, who), null, 2)
    : [...describePermissions(parts, who)].join("\n");
  await io.stdout(`${text}\n`);
  return DONE;
}
