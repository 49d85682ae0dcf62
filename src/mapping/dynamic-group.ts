import type { TenantFacts } from "../access/tenant-facts.ts";
import type { RecipientKey } from "../model/ids.ts";
import { isDynamicGroupType, SPECIAL_MAILBOX_TYPES, type Recipient } from "../model/recipient.ts";
import { comparison, group, mixedChain, negation, type Filter } from "../opath/filter-ast.ts";
import { parseFilter } from "../opath/parse-filter.ts";
import { printFilter } from "../opath/print-filter.ts";
import { findMixedChain } from "../opath/resolve-precedence.ts";
import { underline } from "../opath/underline.ts";

/** What a dynamic group selects by, as a management scope could take it over. */
export interface DynamicSelection {
  readonly filter: Filter;
  /** Why a scope with that filter may select others than the group does; null = it selects the same. */
  readonly doubt: string | null;
}

/** Tells groups that have a filter in the place of a list of members. */
export const isDynamicGroup = (recipient: Recipient | null | undefined): boolean =>
  isDynamicGroupType(recipient?.recipientTypeDetails ?? "");

/**
 * What a dynamic distribution group selects its members by, or what is missing to say so.
 *
 * A scope takes the filter over. The container it cannot: Exchange Online keeps what is in the cloud in one
 * organizational unit, and where a group looks in another one, a scope without it may be wider.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/new-dynamicdistributiongroup
 *   "-RecipientContainer" (docs as of 2026-08-21)
 */
export function dynamicSelection(
  { snapshot }: TenantFacts,
  key: RecipientKey,
): DynamicSelection | { readonly missing: string } {
  const section = snapshot.sections["exchange/dynamicGroups"];
  const row =
    section.status === "read" ? section.rows.find(({ group }) => group === key) : undefined;
  if (row === undefined) return { missing: "its recipient filter and its container were not read" };
  const text = row.recipientFilter ?? "";
  if (text.trim() === "") return { missing: "its recipient filter was not reported" };
  const parsed = parseFilter(text);
  if (!parsed.ok) {
    return { missing: `its recipient filter cannot be read: ${underline(text, parsed.error)}` };
  }
  const doubt =
    findMixedChain(parsed.filter) === undefined
      ? doubtOfContainer(row.recipientContainer, snapshot.tenant.initialDomain)
      : "its filter mixes -and and -or without the parentheses that would say which comes first";
  return { filter: withDocumentedNames(parsed.filter), doubt };
}

/** Observed, not documented: the container that is the organization prints as its initial domain, alone or as a path. */
function doubtOfContainer(container: string | null | undefined, domain: string): string | null {
  const text = container?.trim() ?? "";
  if (text === "") return "the container in which it looks was not reported";
  const own = domain.toLowerCase();
  const [forest, ...path] = text.toLowerCase().split("/");
  const isOrganization =
    (path.length === 0 && forest === own) ||
    path.join("/") === `microsoft exchange hosted organizations/${own}`;
  return isOrganization
    ? null
    : `it looks in ${text} alone: a scope would need that as its -RecipientRoot, and which mailboxes lie there is not in the evidence`;
}

/**
 * The filter in documented names, and each of its conditions once.
 *
 * Observed, not documented: the service appends conditions to the filter of a dynamic group, once more at each change,
 * and asks in them for RecipientTypeDetailsValue, where the documentation knows RecipientTypeDetails.
 *
 * @see https://learn.microsoft.com/powershell/exchange/recipientfilter-properties (docs as of 2026-06-19)
 */
function withDocumentedNames(filter: Filter): Filter {
  switch (filter.kind) {
    case "comparison":
      return filter.property.toLowerCase() === "recipienttypedetailsvalue"
        ? comparison("RecipientTypeDetails", filter.operator, filter.value)
        : filter;
    case "not":
      return negation(withDocumentedNames(filter.operand));
    case "and":
    case "or":
      return joinDistinct(filter.kind, filter.operands.map(withDocumentedNames));
    case "mixed":
      return mixedChain(filter.operands.map(withDocumentedNames), filter.joins, filter.offset);
  }
}

function joinDistinct(kind: "and" | "or", operands: readonly Filter[]): Filter {
  const flat = operands.flatMap((one) => (one.kind === kind ? one.operands : [one]));
  const distinct = [...new Map(flat.map((one) => [printFilter(one), one])).values()];
  const [first] = distinct;
  return distinct.length === 1 && first !== undefined ? first : group(kind, distinct);
}

/**
 * What somebody wrote of a filter, for people: without the conditions that the service appends, which leave out its own
 * mailboxes.
 *
 * Observed, not documented.
 */
export function withoutAppended(filter: Filter): Filter {
  if (filter.kind !== "and") return filter;
  const own = filter.operands.filter((one) => !isAppended(one));
  return own.length === 0 ? filter : joinDistinct("and", own);
}

function isAppended(filter: Filter): boolean {
  if (filter.kind !== "not" || filter.operand.kind !== "comparison") return false;
  const { property, value } = filter.operand;
  const text = value.kind === "text" ? value.text.toLowerCase() : "";
  return property.toLowerCase() === "name"
    ? SYSTEM_NAMES.has(text)
    : property === "RecipientTypeDetails" &&
        (text === "mailboxplan" || SPECIAL_MAILBOX_TYPES.has(text));
}

const SYSTEM_NAMES: ReadonlySet<string> = new Set(["systemmailbox{*", "cas_{*"]);
