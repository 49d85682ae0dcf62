import { z } from "zod";

import { appId, servicePrincipalId } from "../../model/ids.ts";
import { normaliseId, normaliseOptionalId, normaliseReference } from "./guid.ts";
import { decodeInstant } from "./instant.ts";

/** Text that must be there; blank text is as bad as none. */
export const requiredText = z
  .string()
  .refine((text) => text.trim() !== "", "expected text that is not blank");

/** Text that a rule uses: null and absent stay apart. */
export const nullableText = z.string().nullish();

/** Text that a rule uses; null counts as absent. */
export const optionalText = z.string().nullish().transform(nullToUndefined);

/** Text for people: anything but text counts as absent. */
export const displayText = z
  .unknown()
  .transform((value) => (typeof value === "string" ? value : undefined))
  .optional();

/** Points to an object by name or id: a GUID is lower-cased. */
export const nullableReference = z.string().transform(normaliseReference).nullish();
export const requiredReference = requiredText.transform(normaliseReference);

export const requiredId = requiredText.transform(normaliseId);
export const requiredAppId = requiredId.transform(appId);
export const requiredServicePrincipalId = requiredId.transform(servicePrincipalId);
/** An id that may be blank: blank, null and all-zero ids count as absent. */
export const optionalId = z.string().nullish().transform(normaliseOptionalId);
export const nullableId = z.string().transform(normaliseId).nullish();

/** A date; one that cannot be read counts as absent, since it is not known. */
export const instant = z.unknown().transform(decodeInstant).optional();

const BOOLEANS: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["", null],
]);

/** `true`, or the text that PowerShell prints for it; null and absent stay apart. */
export const nullableBoolean = z.preprocess(readBoolean, z.boolean().nullable()).optional();
export const optionalBoolean = nullableBoolean.transform(nullToUndefined);

/**
 * The name of an enum value: as text, as `{value, Value}` (a deserialised object), or as one of the numbers given.
 * Null and absent stay apart; a number that is not given counts as absent, since it is not known.
 */
export const enumName = (
  names: ReadonlyMap<number, string> = new Map(),
): z.ZodType<string | null | undefined> =>
  z
    .preprocess(
      (value) => {
        const name = readEnum(value, names);
        return typeof name === "number" ? undefined : name;
      },
      z.string({ error: "expected the name of an enum value" }).nullish(),
    )
    .optional();

/** The name of an enum value that no rule needs: one that cannot be read counts as absent. */
export const displayEnum = z
  .unknown()
  .transform((value) => {
    const name = readEnum(value, new Map());
    return typeof name === "string" ? name : undefined;
  })
  .optional();

/** A list of ids or names, as a list or as text with commas, semicolons or blanks between. */
export const nullableList = z
  .union([z.string(), z.array(z.string())], { error: "expected text or a list of texts" })
  .nullish();

export const splitList = (value: string | readonly string[]): string[] =>
  [value]
    .flat()
    .flatMap((text) => text.split(/[,;\s]+/))
    .filter((item) => item !== "");

export function nullToUndefined<Value>(value: Value): Exclude<Value, null> | undefined {
  return (value ?? undefined) as Exclude<Value, null> | undefined;
}

function readBoolean(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const known = BOOLEANS.get(value.trim().toLowerCase());
  return known === undefined ? value : known;
}

/** The text behind an enum value; what cannot be read is returned as it is. */
export function readEnum(value: unknown, names: ReadonlyMap<number, string>): unknown {
  if (typeof value === "number") return names.get(value) ?? value;
  if (typeof value !== "object" || value === null) return value;
  if ("Value" in value && typeof value.Value === "string") return value.Value;
  return "value" in value ? readEnum(value.value, names) : value;
}
