import { z } from "zod";

import type { PolicyTarget, TokenLifetimePolicyRow } from "../../../model/graph-rows.ts";
import { compact } from "../compact.ts";
import { createNameReader, isRawRow, type RawRow } from "../exact-names.ts";
import { displayText, nullToUndefined, optionalBoolean, requiredId } from "../fields.ts";

const target = z
  .object({ id: requiredId, displayName: displayText })
  .transform((row): PolicyTarget => compact(row));

/** Rows of `/policies/tokenLifetimePolicies`, each with what it applies to. */
export const tokenLifetimePolicies: z.ZodType<TokenLifetimePolicyRow> = z
  .object({
    id: requiredId,
    displayName: displayText,
    isOrganizationDefault: optionalBoolean,
    definition: z.unknown().transform(decodeAccessTokenLifetime).optional(),
    appliesTo: z.array(target).nullish().transform(nullToUndefined),
  })
  .transform(({ definition, ...row }) =>
    compact({ ...row, accessTokenLifetimeSeconds: definition }),
  );

const readPolicy = createNameReader(["TokenLifetimePolicy"]);
const readLifetime = createNameReader(["AccessTokenLifetime"]);

/**
 * The life of access tokens that a definition sets, in seconds; null = it sets none; `undefined` = nobody can say.
 *
 * A definition is a list of one JSON text: `{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":"8:00:00"}}`.
 *
 * @see https://learn.microsoft.com/graph/api/resources/tokenlifetimepolicy (docs as of 2026-08-21)
 */
function decodeAccessTokenLifetime(definition: unknown): number | null | undefined {
  const texts: readonly unknown[] = Array.isArray(definition) ? definition : [];
  const parsed = texts.length === 1 ? parseJson(texts[0]) : undefined;
  const policy = isRawRow(parsed) ? readPolicy(parsed)["TokenLifetimePolicy"] : undefined;
  if (!isRawRow(policy)) return undefined;
  const lifetime = readLifetime(policy)["AccessTokenLifetime"];
  if (lifetime === undefined || lifetime === null) return null;
  return typeof lifetime === "string" ? parseTimeSpan(lifetime) : undefined;
}

function parseJson(text: unknown): RawRow | undefined {
  if (typeof text !== "string") return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isRawRow(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `[days.]hours:minutes:seconds`. */
const TIME_SPAN = /^(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?$/;

function parseTimeSpan(text: string): number | undefined {
  const match = TIME_SPAN.exec(text.trim());
  if (match === null) return undefined;
  const [, days = "0", hours = "", minutes = "", seconds = ""] = match;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}
