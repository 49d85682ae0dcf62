import { NotFoundError } from "../../errors.ts";
import { EXCHANGE_APP_ID, GRAPH_APP_ID } from "../../model/permission-table.ts";
import { collectRows } from "../collector.ts";
import type { GatherContext } from "./gather-context.ts";
import type { RowsOutcome } from "./source.ts";

/**
 * Reads the service principals of Microsoft Graph and Office 365 Exchange Online, with their app roles.
 *
 * A tenant that was never given Exchange has no second one: then the section has one row.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-get
 */
export function readResourceServicePrincipals({
  graph,
  sections,
}: GatherContext): Promise<RowsOutcome> {
  return sections.collect("graph/resourceServicePrincipals", collectRows, async (section) => {
    const paths = [GRAPH_APP_ID, EXCHANGE_APP_ID].map(
      (appId) => `/servicePrincipals(appId='${appId}')?$select=id,appId,displayName,appRoles`,
    );
    for (const [index, answer] of (await graph.batch(paths)).entries()) {
      const isExchange = index === 1;
      if (!answer.ok && isExchange && answer.error instanceof NotFoundError) continue;
      if (!answer.ok) throw answer.error;
      await section.add(answer.body);
    }
  });
}
