import type { CommandModule } from "yargs";
import type { CliIo } from "./cli-io.ts";

/** What a command ends with; errors are thrown instead. */
export interface Outcome {
  readonly exitCode: number;
}

export const DONE: Outcome = { exitCode: 0 };

/** Tells the shell how the command ended. */
export type Finish = (outcome: Outcome) => void;

/** A yargs command made for one run: it writes to `io` and reports how it ended. */
export type CommandFactory = (io: CliIo, finish: Finish) => CommandModule;
