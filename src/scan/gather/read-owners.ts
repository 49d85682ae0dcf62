import type { GraphAnswer, GraphReader } from "../graph/graph-reader.ts";
import type { SectionName } from "../../model/sections.ts";
import type { RawRow } from "../raw-row.ts";
import { isTroubleOfTheService, type OpenSection } from "../section-recorder.ts";
import { collectItems } from "./collect-items.ts";

/** Owners by the id of what they own; an id that is missing was not answered. */
export interface Owners {
  readonly byId: ReadonlyMap<string, readonly RawRow[]>;
  /** What the service said of the first one that it did not answer. */
  readonly trouble: string | undefined;
}

/**
 * Reads the owners of the given objects, twenty a request.
 *
 * One that is not answered has no owners in its row, which is not the same as none: the rest stands.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-list-owners
 */
export async function readOwners(
  graph: GraphReader,
  collection: "servicePrincipals" | "applications" | "groups",
  ids: readonly string[],
): Promise<Owners> {
  const paths = ids.map((id) => `/${collection}/${id}/owners?$select=id,displayName&$top=999`);
  const byId = new Map<string, readonly RawRow[]>();
  let trouble: string | undefined;
  const answers = await orTrouble(graph.batch(paths));
  if (!answers.ok) trouble = answers.trouble;
  for (const [index, answer] of (answers.ok ? answers.value : []).entries()) {
    const owners = await orTrouble(ownersIn(graph, answer));
    if (owners.ok) byId.set(ids[index] ?? "", owners.value);
    else trouble ??= owners.trouble;
  }
  return {
    byId,
    trouble:
      trouble === undefined
        ? undefined
        : `owners of ${ids.length - byId.size} of ${ids.length} were not read: ${trouble}`,
  };
}

/**
 * Says beside the rows whose owners are missing in them.
 *
 * @param unread lists that may name more of those that should have been asked about
 */
export function noteOwners(
  section: OpenSection,
  { trouble }: Owners,
  unread: readonly SectionName[],
): void {
  if (trouble !== undefined) section.note(trouble);
  if (unread.length === 0) return;
  const names = unread.map((name) => `\`${name}\``).join(", ");
  section.note(`owners of what ${names} may name were not asked for: not read`);
}

async function ownersIn(graph: GraphReader, answer: GraphAnswer): Promise<readonly RawRow[]> {
  if (!answer.ok) throw answer.error;
  return await collectItems(graph, answer.body);
}

type OrTrouble<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: string };

async function orTrouble<T>(reading: Promise<T>): Promise<OrTrouble<T>> {
  try {
    return { ok: true, value: await reading };
  } catch (cause) {
    if (!isTroubleOfTheService(cause)) throw cause;
    return { ok: false, trouble: cause.message };
  }
}
