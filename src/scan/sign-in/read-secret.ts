import { readFile } from "node:fs/promises";

import { AppError } from "../../errors.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** A secret's name for people, and where it may stand. Never an argument, which other processes see. */
interface SecretSource {
  readonly what: string;
  readonly variable: string;
  readonly option: string;
  readonly file: string | undefined;
}

/**
 * Reads a secret from its file, else from the environment; undefined without either.
 *
 * @throws AppError `inputMissing` when the file cannot be read or is empty; the secret is in no message
 */
export async function readSecret(
  environment: Environment,
  { what, variable, option, file }: SecretSource,
): Promise<string | undefined> {
  if (file === undefined) return (environment[variable] ?? "").trim() || undefined;
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new AppError("inputMissing", `cannot read the ${what} from \`${file}\``, { cause });
  });
  if (text.trim() !== "") return text.trim();
  throw new AppError("inputMissing", `there is no ${what} in \`${file}\``, {
    hint: `set ${variable}, or name a file that holds it with ${option}`,
  });
}
