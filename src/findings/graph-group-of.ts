import { isDynamicGroupType } from "../model/recipient.ts";
import type { NotAssessed } from "../model/finding.ts";
import type { GraphGroupRow } from "../model/graph-rows.ts";
import { rowsOf, type FindingContext } from "./finding-context.ts";
import type { GroupInUse } from "./groups-in-use.ts";

/** What Graph says of a group in use, or why it says nothing. */
export function graphGroupOf(
  context: FindingContext,
  { key, name }: GroupInUse,
): GraphGroupRow | Omit<NotAssessed, "subject"> {
  const row = rowsOf(context, "graph/groups").find(({ id }) => id === key);
  if (row !== undefined) return row;
  const type = context.access.facts.recipients?.get(key)?.recipientTypeDetails ?? "";
  return isDynamicGroupType(type)
    ? {
        section: "graph/groups",
        status: "byDesign",
        why: `${name} is a dynamic distribution group: Graph does not know it, its filter decides who is in it`,
      }
    : {
        section: "graph/groups",
        status: "notFound",
        why: `who may change the members of ${name} was not found in Microsoft Graph`,
      };
}
