import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../errors.ts";
import type { Plan } from "../model/plan-document.ts";
import type { Rehearsal } from "../model/rehearsal.ts";
import { planText } from "./plan-files.ts";
import { REHEARSAL_FILE } from "./rehearsal-file.ts";
import { rehearsalSchema } from "./rehearsal-schema.ts";

/** SHA-256 of the text of plan.json: what a rehearsal names. */
export const hashPlan = (plan: Plan): string =>
  createHash("sha256").update(planText(plan)).digest("hex");

/**
 * Reads the rehearsal beside a plan; undefined where there is none.
 *
 * Whether it is one of this very plan is for the caller to compare.
 *
 * @throws AppError invalidInput when it is there and is no rehearsal of format 1
 */
export async function readRehearsal(folder: string): Promise<Rehearsal | undefined> {
  const file = join(folder, REHEARSAL_FILE);
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const decoded = rehearsalSchema.safeParse(parse(text, file));
  if (decoded.success) return decoded.data;
  const [issue] = decoded.error.issues;
  throw damaged(
    `\`${file}\`, \`${issue?.path.map(String).join(".") ?? ""}\`: ${issue?.message ?? ""}`,
  );
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw damaged(`\`${file}\` is not JSON`, cause);
  }
}

const damaged = (message: string, cause?: unknown): AppError =>
  new AppError("invalidInput", message, {
    cause,
    hint: "the file was changed or damaged: delete it, or run `scopewright rehearse` again",
  });
