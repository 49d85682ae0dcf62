import { assignmentId } from "../access/resolved-assignment.ts";
import type { FindingEvidence } from "../model/finding.ts";
import { found, type Detector } from "./detector.ts";
import { rowsOf, type FindingContext } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";

/**
 * Rows with a date after `collectedAt`: they were read later than the evidence says of itself.
 *
 * How old evidence is today cannot be told here: nothing in it is the present (`evidenceOldAtStart` has what can be).
 * A change of a few minutes after the start of a scan is one too: lists that were read before it do not have it.
 */
export const evidenceOlderThanRows: Detector<"evidenceOlderThanRows"> = {
  kind: "evidenceOlderThanRows",
  words: {
    severity: "medium",
    title: "evidence that is older than some of its rows",
    why: "the tenant changed while it was read, or the evidence was put together from several days: its lists may not fit each other",
    whatToDo: "scan again in a quiet hour, and plan on that",
    source: SOURCES.appOnly,
  },
  restsOn: [],
  widenedBy: [
    "graph/appRoleAssignedTo",
    "exchange/roleAssignments",
    "exchange/managementScopes",
    "exchange/recipients",
    "graph/deletedServicePrincipals",
  ],
  detect: (context) => {
    const { collectedAt, tenant } = context.snapshot;
    const later = datedRows(context)
      .filter(({ at }) => Date.parse(at) > Date.parse(collectedAt))
      .map(({ section, row, at }): FindingEvidence => ({ section, row, value: at }));
    if (later.length === 0) return [];
    return [
      found({
        subject: { kind: "tenant", id: tenant.id, name: tenant.displayName },
        app: null,
        text: `rows that were created, changed or deleted after ${collectedAt}, when the evidence was taken: ${String(later.length)}`,
        evidence: later.slice(0, SHOWN),
      }),
    ];
  },
};

const SHOWN = 20;

interface DatedRow {
  readonly section: FindingEvidence["section"];
  readonly row: string;
  readonly at: string;
}

/** Every date of the evidence that tells of a change; sorted by section and row. */
function datedRows(context: FindingContext): readonly DatedRow[] {
  const all: readonly (Omit<DatedRow, "at"> & {
    readonly at: readonly (string | null | undefined)[];
  })[] = [
    ...rowsOf(context, "graph/appRoleAssignedTo").map((row) => ({
      section: "graph/appRoleAssignedTo" as const,
      row: row.id,
      at: [row.createdDateTime],
    })),
    ...rowsOf(context, "exchange/roleAssignments").map((row) => ({
      section: "exchange/roleAssignments" as const,
      row: assignmentId(row),
      at: [row.whenCreated, row.whenChanged],
    })),
    ...rowsOf(context, "exchange/managementScopes").map((row) => ({
      section: "exchange/managementScopes" as const,
      row: row.name,
      at: [row.whenCreated, row.whenChanged],
    })),
    ...context.access.facts.groups.map((row) => ({
      section: "exchange/recipients" as const,
      row: row.key,
      at: [row.whenChanged],
    })),
    ...rowsOf(context, "graph/deletedServicePrincipals").map((row) => ({
      section: "graph/deletedServicePrincipals" as const,
      row: row.id,
      at: [row.deletedDateTime],
    })),
  ];
  return all
    .flatMap(({ section, row, at }) =>
      at.flatMap((one) => (one === undefined || one === null ? [] : [{ section, row, at: one }])),
    )
    .toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

const key = ({ section, row, at }: DatedRow): string => [section, row, at].join("\u0000");
