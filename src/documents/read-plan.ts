import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { AppError } from "../errors.ts";
import type { Plan } from "../model/plan-document.ts";
import type { MailboxRow, PlanData } from "./plan-data.ts";
import { lines } from "./plan-files.ts";
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
 * Reads a plan from its file or folder, with the sets beside it. A set that is missing is an error, never empty.
 *
 * @throws {AppError} inputMissing when there is none, invalidInput when it cannot be read as a plan of format 1.
 */
export async function readPlan(path: string): Promise<ReadPlan> {
  const file = (await isFolder(path)) ? join(path, "plan.json") : path;
  const folder = dirname(file);
  const plan = decodePlan(await readText(file), file);
  const sets = join(folder, "sets");
  const mailboxFile = join(folder, "mailboxes.ndjson");
  const setNames = existsSync(sets)
    ? readdirSync(sets)
        .flatMap((name) => SET_FILE.exec(name)?.[1] ?? [])
        .toSorted((a, b) => (a < b ? -1 : 1))
    : [];
  assertSetsAreThere(plan, new Set(setNames), sets);
  const setIds = (name: string): Iterable<string> =>
    setNames.includes(name) ? readSet(sets, name) : [];
  return {
    folder,
    data: {
      plan,
      setNames,
      setIds,
      setText: (name) => lines(setIds(name)),
      mailboxes: () => decodeLines(readLater(mailboxFile), mailboxFile, mailboxSchema),
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

function assertSetsAreThere(plan: Plan, found: ReadonlySet<string>, folder: string): void {
  const missing = referencedSets(plan).find((name) => !found.has(name));
  if (missing === undefined) return;
  throw new AppError("inputMissing", `\`${join(folder, `${missing}.ndjson`)}\` is missing`, {
    hint: "the plan refers to it: keep the folder together, or make the plan again",
  });
}

function referencedSets(plan: Plan): readonly string[] {
  const references = [
    ...plan.apps.flatMap(({ permissions }) =>
      permissions.flatMap(({ before, target, kept, gained, lost, newByDecision }) =>
        [before.allowed, before.unknown, target, kept, gained, lost, newByDecision].filter(
          (one) => one !== undefined,
        ),
      ),
    ),
    ...plan.apps.flatMap(({ candidates }) =>
      candidates.flatMap(({ permissions }) =>
        permissions.flatMap(({ kept, gained, lost }) => [kept, gained, lost]),
      ),
    ),
    ...plan.apps.flatMap(({ newAccess = [] }) => newAccess.map(({ mailboxes }) => mailboxes)),
    ...(plan.impersonation ?? []).flatMap(({ reach, unknown }) => [reach, unknown]),
  ];
  const named = references.flatMap(({ set }) => {
    if (set === null) return [];
    return typeof set === "string" ? [set] : [set.except];
  });
  const copied = plan.steps.flatMap(({ target }) =>
    target.kind === "members" ? [target.set] : [],
  );
  return [...named, ...copied];
}

/** A set's file has the name of its hash: another content is not this set. */
function readSet(folder: string, name: string): Iterable<string> {
  const file = join(folder, `${name}.ndjson`);
  const text = readLater(file);
  if (createHash("sha256").update(text).digest("hex") !== name) {
    throw new AppError("invalidInput", `\`${file}\` is not the set that its name says`, {
      hint: "the file was changed or damaged: make the plan again",
    });
  }
  return decodeLines(text, file, z.string());
}

/** Reads a file that the plan's folder must hold. */
function readLater(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new AppError("inputMissing", `\`${file}\` is missing`, {
      cause,
      hint: "it belongs to the plan: keep the folder together, or make the plan again",
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

function* decodeLines<T>(text: string, file: string, schema: z.ZodType<T>): Generator<T> {
  let number = 0;
  for (const line of text.split("\n")) {
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
