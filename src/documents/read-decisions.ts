import { readFile } from "node:fs/promises";
import { AppError } from "../errors.ts";
import type { Decisions } from "../model/decisions.ts";
import { decisionsSchema } from "./decisions-schema.ts";

/**
 * Reads decisions.json.
 *
 * @throws AppError inputMissing when there is none; invalidInput, with the place, when it is not of format 1
 */
export async function readDecisions(file: string): Promise<Decisions> {
  const parsed = parse(file, await readText(file));
  const decoded = decisionsSchema.safeParse(parsed);
  if (decoded.success) return decoded.data;
  const [issue] = decoded.error.issues;
  const path = issue?.path.map(String).join(".") ?? "";
  const place = path === "" ? "" : `, \`${path}\``;
  throw invalid(`\`${file}\`${place}: ${issue?.message ?? "unreadable"}`);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new AppError("inputMissing", `there are no decisions at \`${file}\``, {
      cause,
      hint: "write them with `scopewright decisions init <plan>`",
    });
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw invalid(`\`${file}\` is not JSON`, cause);
  }
}

const invalid = (message: string, cause?: unknown): AppError =>
  new AppError("invalidInput", message, {
    hint: "decisions.schema.json beside a plan says what may stand there",
    ...(cause === undefined ? {} : { cause }),
  });
