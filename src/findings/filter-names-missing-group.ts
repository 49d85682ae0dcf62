import type { Filter } from "../opath/filter-ast.ts";
import { collectGroupDns } from "../opath/filter-properties.ts";
import { foldDn } from "../opath/fold-dn.ts";
import { listComparisons } from "../opath/list-comparisons.ts";
import { readConstantText } from "../opath/read-constant.ts";
import { resolveProperty } from "../opath/resolve-property.ts";
import { found, open, type Detector, type Seen } from "./detector.ts";
import { rowsOf, type FindingContext } from "./finding-context.ts";
import { readableScopesInUse, SCOPES_WIDENED_BY } from "./scopes-in-use.ts";
import { SOURCES } from "./sources.ts";
import { scopeEvidence, scopeSubject } from "./subjects.ts";

/**
 * Groups that MemberOfGroup asks for, and units that AdministrativeUnits asks for.
 *
 * What Manager and other links name need not be a recipient: whether it exists is not in the evidence, and said so.
 */
export const filterNamesMissingGroup: Detector<"filterNamesMissingGroup"> = {
  kind: "filterNamesMissingGroup",
  words: {
    severity: "high",
    title: "filter that names a group or unit which no longer exists",
    why: "a filter follows the distinguished name, not the object: after a deletion or a rename it selects nobody, and under -not everybody",
    whatToDo:
      "find the group or unit by its id, write its present distinguished name into a new scope, and preview it; MemberOfGroup never finds a group that Exchange does not know",
    source: SOURCES.filterProperties,
  },
  restsOn: ["exchange/managementScopes", "exchange/roleAssignments", "exchange/recipients"],
  widenedBy: ["exchange/administrativeUnits", ...SCOPES_WIDENED_BY],
  detect: (context) =>
    readableScopesInUse(context).flatMap(({ scope, app, usedBy, filter }): readonly Seen[] => {
      const subject = scopeSubject(scope);
      const { gone, open: undecided } = judge(context, filter);
      return [
        ...undecided.map((one) => open({ ...one, subject })),
        ...(gone.length === 0
          ? []
          : [
              found({
                subject,
                app,
                text: `no object has the name that ${scope.name} asks for: ${gone.join("; ")}`,
                evidence: [scopeEvidence(scope), ...usedBy],
              }),
            ]),
      ];
    }),
};

/** The groups of a filter that no recipient is, by distinguished name as written; none where names were left out. */
export const missingGroups = (context: FindingContext, filter: Filter): readonly string[] =>
  knowsEveryGroup(context) ? groupsNotFound(context, filter) : [];

type Undecided = Omit<Parameters<typeof open>[0], "subject">;

function judge(
  context: FindingContext,
  filter: Filter,
): { readonly gone: readonly string[]; readonly open: readonly Undecided[] } {
  const units = unitsNotFound(context, filter);
  return {
    gone: [...missingGroups(context, filter), ...(knowsEveryUnit(context) ? units : [])],
    open: [
      ...notTold(
        "exchange/recipients",
        "group",
        knowsEveryGroup(context) ? [] : groupsNotFound(context, filter),
      ),
      ...notTold("exchange/administrativeUnits", "unit", knowsEveryUnit(context) ? [] : units),
      ...otherLinks(filter).map((link): Undecided => ({
        section: "exchange/managementScopes",
        status: "open",
        why: `whether ${link} still exists is not in the evidence`,
      })),
    ],
  };
}

function notTold(
  section: Undecided["section"],
  what: string,
  names: readonly string[],
): readonly Undecided[] {
  if (names.length === 0) return [];
  const why = `not every ${what} has a distinguished name in the evidence: ${names.join("; ")} may be one of them`;
  return [{ section, status: "notReported", why }];
}

const groupsNotFound = ({ access }: FindingContext, filter: Filter): readonly string[] =>
  [...collectGroupDns(filter)].filter((dn) => !access.facts.groupsByDn.has(foldDn(dn) ?? ""));

function knowsEveryGroup({ access }: FindingContext): boolean {
  const { groups, groupsByDn } = access.facts;
  return groupsByDn.size === groups.length;
}

const unitNames = (context: FindingContext): readonly (string | undefined)[] =>
  rowsOf(context, "exchange/administrativeUnits").map(({ distinguishedName }) =>
    distinguishedName === undefined ? undefined : foldDn(distinguishedName),
  );

const knowsEveryUnit = (context: FindingContext): boolean =>
  context.snapshot.sections["exchange/administrativeUnits"].status === "read" &&
  !unitNames(context).includes(undefined);

function unitsNotFound(context: FindingContext, filter: Filter): readonly string[] {
  if (context.snapshot.sections["exchange/administrativeUnits"].status !== "read") return [];
  const known = new Set(unitNames(context));
  return linksOf(filter)
    .filter(({ name, folded }) => name === UNITS && !known.has(folded))
    .map(({ text }) => text);
}

const UNITS = "AdministrativeUnits";

const otherLinks = (filter: Filter): readonly string[] =>
  linksOf(filter)
    .filter(({ name }) => name !== UNITS && name !== "MemberOfGroup")
    .map(({ name, text }) => `${name} ${text}`);

interface Link {
  readonly name: string;
  readonly text: string;
  readonly folded: string;
}

/** What a filter compares by distinguished name, with that name. */
function linksOf(filter: Filter): readonly Link[] {
  return listComparisons(filter).flatMap(({ property, value }) => {
    const { name, kind } = resolveProperty(property);
    const text = readConstantText(value);
    const folded = kind === "dn" && text !== undefined ? foldDn(text) : undefined;
    return folded === undefined || text === undefined ? [] : [{ name, text, folded }];
  });
}
