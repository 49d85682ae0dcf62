import { createParentReader } from "../parent-reader.ts";
import type { Outcome } from "../section-recorder.ts";
import type { GatherContext } from "./gather-context.ts";
import { resolveApplicationHolders } from "./resolve-application-holders.ts";
import { rowsIfKnown, rowsOrFail, type RowsOutcome } from "./source.ts";

export interface AuthorizationSources {
  readonly roleAssignments: RowsOutcome;
  readonly exchangeServicePrincipals: RowsOutcome;
  readonly graphServicePrincipals: RowsOutcome;
}

/** Asks the service which roles, in which scopes, each app holds in Exchange: a witness. */
export function readAuthorizations(
  context: GatherContext,
  sources: AuthorizationSources,
): Promise<Outcome<void>> {
  const { exchange, sections, concurrency } = context;
  return sections.read("exchange/servicePrincipalAuthorizations", async (section) => {
    const apps = resolveApplicationHolders({
      roleAssignments: rowsOrFail("exchange/roleAssignments", sources.roleAssignments),
      exchangeServicePrincipals: rowsIfKnown(sources.exchangeServicePrincipals),
      graphServicePrincipals: rowsIfKnown(sources.graphServicePrincipals),
    });
    const parents = createParentReader(section, concurrency);
    await parents.read(
      apps.map((appId) => ({
        key: appId,
        ask: () => exchange.readRows("Test-ServicePrincipalAuthorization", { Identity: appId }),
        toLine: (row) => ({ appId, row }),
      })),
    );
    parents.finish();
  });
}
