import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../errors.ts";
import { isRecord } from "./row-values.ts";
import type { RawRow } from "./row-values.ts";

/**
 * What evidence cannot tell of a tenant, from `emulator.json` beside the manifest. Every key is optional.
 *
 * ```json
 * {
 *   "nestedUnderPolicy": "honoured",
 *   "userPrincipalNames": { "<recipient key>": "<user principal name>" },
 *   "witnessOverrides": {
 *     "policyChecks": { "<appId>/<recipient key>": "Granted" },
 *     "scopeMembers": { "<scope name>": { "add": ["<recipient key>"], "remove": [] } },
 *     "authorizations": { "<appId>": [{ "RoleName": "Application Mail.Read" }] }
 *   }
 * }
 * ```
 *
 * Overrides make the emulated service contradict its own state, to see whether the difference is noticed.
 */
export interface EmulatorSettings {
  /** Whether a policy reaches the members of groups inside its group. Default `honoured`. */
  readonly nestedUnderPolicy: "honoured" | "ignored";
  /** By recipient key, lower case. */
  readonly userPrincipalNames: ReadonlyMap<string, string>;
  /** By `<appId>/<recipient key>`, lower case. */
  readonly policyChecks: ReadonlyMap<string, string>;
  /** By scope name, lower case. */
  readonly scopeMembers: ReadonlyMap<string, ScopeMembersOverride>;
  /** By appId, lower case: the whole answer for that app. */
  readonly authorizations: ReadonlyMap<string, readonly RawRow[]>;
}

/** Recipient keys, lower case. */
export interface ScopeMembersOverride {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/**
 * Reads `emulator.json` of an evidence folder; a missing file means defaults.
 *
 * @throws AppError `invalidInput` when the file is not of the shape above; a misspelt key is refused.
 */
export async function readEmulatorSettings(folder: string): Promise<EmulatorSettings> {
  const text = await readOptional(join(folder, "emulator.json"));
  if (text === undefined) return decodeSettings({});
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError("invalidInput", "`emulator.json` is not JSON", { cause });
  }
  return decodeSettings(value);
}

async function readOptional(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    if (isRecord(cause) && cause["code"] === "ENOENT") return undefined;
    throw new AppError("invalidInput", `cannot read \`${path}\``, { cause });
  }
}

function decodeSettings(value: unknown): EmulatorSettings {
  const root = record(value, "$", ["nestedUnderPolicy", "userPrincipalNames", "witnessOverrides"]);
  const overrides = record(root["witnessOverrides"] ?? {}, "witnessOverrides", [
    "policyChecks",
    "scopeMembers",
    "authorizations",
  ]);
  const at = (name: string): string => `witnessOverrides.${name}`;
  return {
    nestedUnderPolicy: oneOf(
      root["nestedUnderPolicy"] ?? "honoured",
      ["honoured", "ignored"] as const,
      "nestedUnderPolicy",
    ),
    userPrincipalNames: mapOf(root["userPrincipalNames"], "userPrincipalNames", text),
    policyChecks: mapOf(overrides["policyChecks"], at("policyChecks"), (one, path) =>
      oneOf(one, ["Granted", "Denied"] as const, path),
    ),
    scopeMembers: mapOf(overrides["scopeMembers"], at("scopeMembers"), decodeScopeMembers),
    authorizations: mapOf(overrides["authorizations"], at("authorizations"), (one, path) =>
      list(one, path, (row) => record(row, path)),
    ),
  };
}

function decodeScopeMembers(value: unknown, path: string): ScopeMembersOverride {
  const override = record(value, path, ["add", "remove"]);
  const keys = (name: string): readonly string[] =>
    list(override[name] ?? [], `${path}.${name}`, (one) => text(one, path).toLowerCase());
  return { add: keys("add"), remove: keys("remove") };
}

type Decode<T> = (value: unknown, path: string) => T;

function mapOf<T>(value: unknown, path: string, decode: Decode<T>): ReadonlyMap<string, T> {
  const entries = Object.entries(record(value ?? {}, path));
  return new Map(entries.map(([key, one]) => [key.toLowerCase(), decode(one, `${path}.${key}`)]));
}

function list<T>(value: unknown, path: string, decode: Decode<T>): readonly T[] {
  if (!Array.isArray(value)) throw wrong(path, "a list");
  return value.map((one: unknown) => decode(one, path));
}

function record(value: unknown, path: string, known?: readonly string[]): Record<string, unknown> {
  if (!isRecord(value)) throw wrong(path, "an object");
  const stranger = Object.keys(value).find((key) => known !== undefined && !known.includes(key));
  if (stranger !== undefined) throw wrong(`${path}.${stranger}`, "no such key");
  return value;
}

function oneOf<T extends string>(value: unknown, values: readonly T[], path: string): T {
  const found = values.find((one) => one === value);
  if (found === undefined) throw wrong(path, values.join(" or "));
  return found;
}

function text(value: unknown, path: string): string {
  if (typeof value !== "string") throw wrong(path, "text");
  return value;
}

const wrong = (path: string, expected: string): AppError =>
  new AppError("invalidInput", `\`emulator.json\`, \`${path}\`: expected ${expected}`);
