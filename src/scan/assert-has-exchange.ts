import { NotFoundError } from "../errors.ts";
import { EXCHANGE_APP_ID } from "../model/permission-table.ts";
import type { GraphReader } from "./graph/graph-reader.ts";
import { isTroubleOfTheService, type SectionRecord } from "./section-recorder.ts";
import { MissingServiceError } from "./sign-in/explain-sign-in.ts";

/**
 * Asserts that the tenant has Exchange Online, when nothing at all could be read of it.
 *
 * Refusals alone do not tell a tenant without Exchange from an identity without rights; Graph does: a tenant that was
 * never given the service has no service principal of it. When Graph does not say so, the refusals stand as they are.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-get least permission: Application.Read.All
 * @throws MissingServiceError when the tenant has none
 */
export async function assertHasExchange(
  records: readonly SectionRecord[],
  graph: GraphReader,
): Promise<void> {
  const ofExchange = records.filter(({ section }) => section.startsWith("exchange/"));
  const anythingRead = ofExchange.some(({ status }) => status === "read" || status === "absent");
  if (anythingRead || ofExchange.length === 0) return;
  if (!(await isMissing(graph))) return;
  throw new MissingServiceError(
    `the tenant has no Exchange Online: it refused every read (${ofExchange[0]?.message ?? "no message"}), and Microsoft Graph knows no service principal of it`,
    { hint: "check --tenant: a tenant without Exchange Online cannot be scanned" },
  );
}

async function isMissing(graph: GraphReader): Promise<boolean> {
  try {
    const path = `/servicePrincipals(appId='${EXCHANGE_APP_ID}')?$select=id`;
    const [answer] = await graph.batch([path]);
    return answer !== undefined && !answer.ok && answer.error instanceof NotFoundError;
  } catch (cause) {
    if (isTroubleOfTheService(cause)) return false;
    throw cause;
  }
}
