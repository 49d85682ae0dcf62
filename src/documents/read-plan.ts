import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { AppError } from "../errors.ts";
import type { Plan } from "../model/plan-document.ts";
import type { MailboxRow, PlanData } from "./plan-data.ts";
import { planSchema } from "./plan-schema.ts";

const mailboxSchema: z.ZodType<MailboxRow> = z.object({
  id: z.string(),
  displayName: z.string(),
  primarySmtpAddress: z.string(),
  recipientTypeDetails: z.string(),
});

const SET_FILE = /^([0-9a-f]{64})\.ndjson$/;

export interface ReadPlan {
  readonly folder: string;
  readonly data: PlanData;
}

/**
 * Reads a plan from its file or folder, with the sets beside it.
 *
 * @throws {AppError} inputMissing when there is none, invalidInput when it cannot be read as a plan of format 1.
 */
export async function readPlan(path: string): Promise<ReadPlan> {
  const file = (await isFolder(path)) ? join(path, "plan.json") : path;
  const folder = dirname(file);
  const plan = decodePlan(await readText(file), file);
  const sets = join(folder, "sets");
  const setNames = existsSync(sets)
    ? readdirSync(sets)
        .flatMap((name) => SET_FILE.exec(name)?.[1] ?? [])
        .toSorted((a, b) => (a < b ? -1 : 1))
    : [];
  return {
    folder,
    data: {
      plan,
      setNames,
      setIds: (name) =>
        setNames.includes(name) ? readLines(join(sets, `${name}.ndjson`), z.string()) : [],
      mailboxes: () => readLines(join(folder, "mailboxes.ndjson"), mailboxSchema),
    },
  };
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() ?? false;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new AppError("inputMissing", `there is no plan at \`${file}\``, {
      cause,
      hint: "make one with `scopewright plan <evidence>`",
    });
  }
}

function decodePlan(text: string, file: string): Plan {
  const raw = parse(text, file);
  const version = z.object({ schemaVersion: z.unknown() }).safeParse(raw);
  if (!version.success || version.data.schemaVersion !== 1) {
    const found = version.success ? JSON.stringify(version.data.schemaVersion) : "none";
    throw new AppError("invalidInput", `\`${file}\` has schemaVersion ${found}, expected 1`, {
      hint: "make the plan again with this version of Scopewright",
    });
  }
  const decoded = planSchema.safeParse(raw);
  if (decoded.success) return decoded.data;
  const [issue] = decoded.error.issues;
  const where = issue?.path.map(String).join(".") ?? "";
  throw new AppError("invalidInput", `\`${file}\`, \`${where}\`: ${issue?.message ?? ""}`, {
    hint: "the file was changed or damaged: make the plan again",
  });
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("invalidInput", `\`${file}\` is not JSON`, {
      cause,
      hint: "the file was cut off or changed: make the plan again",
    });
  }
}

function* readLines<T>(file: string, schema: z.ZodType<T>): Generator<T> {
  let number = 0;
  for (const line of readFileSync(file, "utf8").split("\n")) {
    number += 1;
    if (line === "") continue;
    const decoded = schema.safeParse(parse(line, `${file}, line ${String(number)}`));
    if (!decoded.success) {
      throw new AppError("invalidInput", `\`${file}\` line ${String(number)} cannot be read`, {
        hint: "the file was changed or damaged: make the plan again",
      });
    }
    yield decoded.data;
  }
}
