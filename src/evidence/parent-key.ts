import { SECTIONS, type SectionName } from "../model/sections.ts";

const BRACED_GUID = /\{([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}/g;

/** Lines of one parent follow each other by the thousand: the last key is not worked out again. */
let last = { printed: "", key: "" };

/** Normalises the key of a parent: lower case, GUIDs without braces. */
export function normaliseParentKey(printed: string): string {
  if (printed === last.printed) return last.key;
  last = { printed, key: printed.trim().toLowerCase().replace(BRACED_GUID, "$1") };
  return last.key;
}

/** Tells whether the lines of a section belong to parents. */
export const isParented = (section: SectionName): boolean => SECTIONS[section].parents !== null;

/**
 * Resolves the parent that a line of a parented section belongs to, or `undefined` if the line names none.
 *
 * A policy check belongs to a pair: `<appId>/<mailbox>`.
 */
export function parentKeyOf(section: SectionName, line: unknown): string | undefined {
  if (typeof line !== "object" || line === null) return undefined;
  let key: string | undefined;
  for (const field of keyFields(section)) {
    const value = Reflect.get(line, field) as unknown;
    if (typeof value !== "string" || value.trim() === "") return undefined;
    const part = normaliseParentKey(value);
    key = key === undefined ? part : `${key}/${part}`;
  }
  return key;
}

/** By section: millions of lines ask. */
const FIELDS = new Map<SectionName, readonly string[]>();

/** The fields of a line that together name its parent. */
export function keyFields(section: SectionName): readonly string[] {
  const known = FIELDS.get(section);
  if (known !== undefined) return known;
  const field: string | null = SECTIONS[section].parents;
  const single = field === null ? [] : [field];
  const fields = field === "policyCheck" ? ["appId", "mailbox"] : single;
  FIELDS.set(section, fields);
  return fields;
}
