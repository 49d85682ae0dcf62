import type { Section } from "../model/snapshot.ts";
import type { SectionName } from "../model/sections.ts";
import { isAnswered } from "../model/unread.ts";

/** A fact that was read, or the section at fault. A failed read is never an empty list. */
export type Known<T> =
  | { readonly status: "read"; readonly value: T }
  | { readonly status: "notRead"; readonly section: SectionName };

export const known = <T>(value: T): Known<T> => ({ status: "read", value });
export const notRead = (section: SectionName): { status: "notRead"; section: SectionName } => ({
  status: "notRead",
  section,
});

/**
 * The rows of a flat section. `absent` counts as no rows only for the sections of which the service itself says so:
 * a tenant that never had a policy, or whose impersonation roles are all gone.
 */
export function knownRows<Row>(section: Section<Row>, name: SectionName): Known<readonly Row[]> {
  if (section.status === "read") return known(section.rows);
  return isAnswered(name, section.status) ? known([]) : notRead(name);
}
