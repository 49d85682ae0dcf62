import { AccessDeniedError } from "../../errors.ts";
import type { Outcome } from "../section-recorder.ts";
import type { GatherContext } from "./gather-context.ts";

/** The service answers reports at five requests in ten seconds: page after page, never side by side. */
const PATH = "/beta/reports/servicePrincipalSignInActivities";
const NO_LICENCE = "Authentication_RequestFromNonPremiumTenantOrB2CTenant";

/**
 * Reads when each app last signed in, as far as there is a record. Worldwide cloud only.
 *
 * A tenant without Microsoft Entra ID P1 or P2 is refused by a code of its own. Observed, not documented: licensed
 * tenants now and then get the same code where the app lacks `Directory.Read.All`.
 *
 * @see https://learn.microsoft.com/graph/api/reportroot-list-serviceprincipalsigninactivities
 * @see https://learn.microsoft.com/graph/throttling-limits "Identity and access reports"
 */
export function readSignInActivities({ graph, sections }: GatherContext): Promise<Outcome<void>> {
  return sections.read("graph/signInActivities", async (section) => {
    try {
      for await (const row of graph.items(PATH)) await section.add(row);
    } catch (cause) {
      throw explainLicence(cause);
    }
  });
}

function explainLicence(cause: unknown): unknown {
  if (!(cause instanceof AccessDeniedError) || !cause.message.includes(NO_LICENCE)) return cause;
  return new AccessDeniedError(
    `this tenant has no Microsoft Entra ID P1 or P2, without which sign-ins cannot be read: ${cause.message}`,
    { hint: "with a licence, try again with Directory.Read.All", cause },
  );
}
