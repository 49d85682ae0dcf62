import { isCopyName } from "../../model/copy-names.ts";
import { isGuid } from "../../model/ids.ts";
import { collectGroupDns } from "../../opath/filter-properties.ts";
import { foldDn } from "../../opath/fold-dn.ts";
import { parseFilter } from "../../opath/parse-filter.ts";
import { type RawRow, readText } from "../raw-row.ts";
import type { IndexedGroup } from "./read-recipients.ts";

/** What names groups: lists, null = not read, and decisions, which give distinguished names. */
export interface GroupSources {
  readonly policies: readonly RawRow[] | null;
  readonly managementScopes: readonly RawRow[] | null;
  readonly roleAssignments: readonly RawRow[] | null;
  readonly decided: readonly string[];
}

/**
 * Creates what tells a group that a policy, a scope's filter, a scoped assignment or a decision names, by any of its names, and one
 * that a plan made.
 *
 * A policy scope that is no group, or is gone, names none; neither does a filter that cannot be parsed. A name that
 * several groups share names them all: reading one too many hurts nobody.
 */
export function createGroupFilter({
  policies,
  managementScopes,
  roleAssignments,
  decided,
}: GroupSources): (group: IndexedGroup) => boolean {
  const names = [
    ...(policies ?? []).map(policyScopeId),
    ...(managementScopes ?? []).flatMap(namedDns),
    ...(roleAssignments ?? []).flatMap(namedGroups),
    ...decided,
  ];
  const named = new Set(names.map(fold));
  named.delete("");
  return ({ key, guid, name, displayName, distinguishedName }) =>
    isCopyName(name) ||
    [key, guid, name, displayName, distinguishedName].some((one) => named.has(fold(one)));
}

/** The Entra object id at the end of a policy's identity, lower case; "" where it has none. Names are not unique. */
export function policyScopeId(policy: RawRow): string {
  const texts = [readText(policy, "ScopeIdentityRaw"), readText(policy, "Identity")];
  const ids = texts.map((text) => text.split(";").at(-1)?.trim().toLowerCase() ?? "");
  return ids.find(isGuid) ?? "";
}

function namedDns(scope: RawRow): readonly string[] {
  const parsed = parseFilter(readText(scope, "RecipientFilter"));
  return parsed.ok ? [...collectGroupDns(parsed.filter)] : [];
}

const GROUP_PROPERTIES = [
  "CustomResourceScope",
  "CustomRecipientWriteScope",
  "RecipientGroupScope",
] as const;

function namedGroups(assignment: RawRow): readonly string[] {
  if (readText(assignment, "RecipientWriteScope").toLowerCase() !== "group") return [];
  return GROUP_PROPERTIES.map((property) => readText(assignment, property));
}

const fold = (name: string): string => foldDn(name) ?? name.trim().toLowerCase();
