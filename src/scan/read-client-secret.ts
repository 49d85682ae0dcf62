import { readFile } from "node:fs/promises";

import { AppError } from "../errors.ts";

const VARIABLE = "SCOPEWRIGHT_CLIENT_SECRET";

/**
 * Reads the client secret from a file, else from the environment; never from an argument, which other processes see.
 *
 * @throws AppError `inputMissing` without either; the secret is in no message
 */
export async function readClientSecret(
  environment: Readonly<Record<string, string | undefined>>,
  secretFile?: string,
): Promise<string> {
  const secret =
    secretFile === undefined ? environment[VARIABLE] : await readSecretFile(secretFile);
  if (secret === undefined || secret.trim() === "") {
    const where = secretFile === undefined ? `\`${VARIABLE}\`` : `\`${secretFile}\``;
    throw new AppError("inputMissing", `there is no client secret in ${where}`, {
      hint: `set ${VARIABLE}, or name a file that holds the secret`,
    });
  }
  return secret.trim();
}

async function readSecretFile(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new AppError("inputMissing", `cannot read the client secret from \`${path}\``, { cause });
  }
}
