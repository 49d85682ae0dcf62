import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { z } from "zod";
import { AppError } from "../../errors.ts";
import { CMDLET_PARAMETERS } from "../cmdlet-parameters.ts";
import type { Faults } from "./faults.ts";

/**
 * Reads a scenario of faults from a JSON file; its keys are those of `Faults`.
 *
 * @throws AppError `inputMissing` without the file; `invalidInput` when it is not JSON or not of that shape: a misspelt
 *   key, an unknown cmdlet and a number out of range are refused, with their path
 */
export async function readFaultScenario(path: string): Promise<Faults> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    throw new AppError("inputMissing", `cannot read the fault scenario \`${path}\``, { cause });
  }
  try {
    return decodeFaultScenario(JSON.parse(text), basename(path));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("invalidInput", `\`${basename(path)}\` is not JSON`, { cause });
  }
}

/** @param source names the scenario in errors. @throws AppError `invalidInput` */
export function decodeFaultScenario(value: unknown, source: string): Faults {
  const decoded = SCENARIO.safeParse(value);
  if (decoded.success) return withoutUndefined(decoded.data);
  const [first] = decoded.error.issues;
  const unknown = first?.code === "unrecognized_keys" ? first.keys : [];
  const path = [...(first?.path ?? []), ...unknown.slice(0, 1)].map(String).join(".") || "$";
  const said = unknown.length > 0 ? "no such key" : (first?.message ?? "not a scenario");
  throw new AppError("invalidInput", `\`${source}\`, \`${path}\`: ${lowerFirst(said)}`, {
    hint: "the README and `emulate --help` say what a scenario may hold",
  });
}

const CMDLETS: ReadonlySet<string> = new Set(
  Object.keys(CMDLET_PARAMETERS).map((name) => name.toLowerCase()),
);

/** Resources of the Exchange admin REST that are no cmdlets. */
const OTHERS: ReadonlySet<string> = new Set(["exomodulefile", "$batch"]);

const isCmdlet = (name: string): boolean => CMDLETS.has(name.toLowerCase());
const isPath = (name: string): boolean => name.startsWith("/");

const count = z.int().min(1);
const cmdlet = z
  .string()
  .refine(isCmdlet, { error: "expected a cmdlet that the emulated tenant has" });
const path = z.string().refine(isPath, { error: "expected a path that starts with a slash" });
const target = z
  .string()
  .refine(
    (name) =>
      isCmdlet(name) || isPath(name) || OTHERS.has(name.toLowerCase()) || name.includes("*"),
    { error: "expected a cmdlet that the emulated tenant has, or a path that starts with a slash" },
  );
const aim = {
  on: target.optional(),
  page: count.optional(),
  at: count.optional(),
  every: count.optional(),
  chance: z.number().gt(0).max(1).optional(),
};

/** One rule or a list of them. */
const rules = <Rule extends z.ZodType>(rule: Rule) =>
  z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(rule)).optional();

const SCENARIO = z.strictObject({
  seed: z.int().optional(),
  pageSize: count.optional(),
  throttleEvery: count.optional(),
  retryAfterSeconds: z.number().min(0).optional(),
  transientEvery: count.optional(),
  slow: z.number().min(0).max(600_000).optional(),
  denyCmdlets: z.array(cmdlet).optional(),
  denyPaths: z.array(path).optional(),
  failPage: rules(z.strictObject({ on: target.optional(), page: count })),
  dropConnection: rules(z.strictObject({ ...aim, when: z.enum(["before", "midway"]).optional() })),
  truncateBody: rules(
    z.strictObject({
      ...aim,
      framing: z.enum(["contentLength", "chunked", "untilClose"]).optional(),
      keep: z.number().min(0).lt(1).optional(),
    }),
  ),
  htmlError: rules(z.strictObject({ ...aim, status: z.int().min(200).max(599).optional() })),
  expireToken: rules(
    z.strictObject({
      service: z.enum(["exchange", "graph"]).optional(),
      after: z.int().min(0),
      tokens: count.optional(),
      challenge: z.enum(["claims", "expired"]).optional(),
    }),
  ),
  expireCursor: rules(z.strictObject(aim)),
  cursorLifetimeMs: z.number().min(0).optional(),
});

/** A key that is not given is not there: zod's optional ones may be undefined. */
const withoutUndefined = (scenario: z.infer<typeof SCENARIO>): Faults =>
  JSON.parse(JSON.stringify(scenario)) as Faults;

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
