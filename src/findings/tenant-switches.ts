import type { OrganizationConfigRow } from "../model/exchange-rows.ts";
import type { FindingEvidence, FindingSubject } from "../model/finding.ts";
import { open, type Seen } from "./detector.ts";
import { rowsOf, type FindingContext } from "./finding-context.ts";

/** The tenant's switches; undefined = the section was read and has no row. */
export const switchesOf = (context: FindingContext): OrganizationConfigRow | undefined =>
  rowsOf(context, "exchange/organizationConfig")[0];

export const tenantSubject = ({ snapshot }: FindingContext): FindingSubject => ({
  kind: "tenant",
  id: snapshot.tenant.id,
  name: snapshot.tenant.displayName,
});

export const switchEvidence = (context: FindingContext, value: string): FindingEvidence => ({
  section: "exchange/organizationConfig",
  row: switchesOf(context)?.name ?? "exchange/organizationConfig",
  value,
});

/** The service did not say how a switch is set. */
export const switchNotReported = (context: FindingContext, name: string): Seen =>
  open({
    subject: tenantSubject(context),
    section: "exchange/organizationConfig",
    status: "notReported",
    why: `${name} was not reported`,
  });
