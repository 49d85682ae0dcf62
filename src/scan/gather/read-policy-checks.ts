import { ServiceUnavailableError } from "../../errors.ts";
import type { PolicyCheckExtent } from "../asked-sections.ts";
import { createParentReader, type ParentQuestion } from "../parent-reader.ts";
import { readText } from "../raw-row.ts";
import type { Outcome } from "../section-recorder.ts";
import { choosePolicyProbes, type PolicyProbe } from "./choose-policy-probes.ts";
import type { GatherContext } from "./gather-context.ts";
import type { MembersByGroup } from "./read-group-members.ts";
import type { RecipientIndex } from "./read-recipients.ts";
import { rowsOrFail, type RowsOutcome, valueOrFail } from "./source.ts";

export interface PolicyCheckSources {
  readonly policies: RowsOutcome;
  readonly members: Outcome<MembersByGroup>;
  readonly recipients: Outcome<RecipientIndex>;
}

/**
 * Asks the service what the policies say of chosen mailboxes: a witness, and the only one on nested groups.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/test-applicationaccesspolicy
 */
export function readPolicyChecks(
  context: GatherContext,
  sources: PolicyCheckSources,
  extent: PolicyCheckExtent = "some",
): Promise<Outcome<void>> {
  return context.sections.read("exchange/policyChecks", async (section) => {
    const policies = rowsOrFail("exchange/applicationAccessPolicies", sources.policies);
    const parents = createParentReader(section, context.concurrency);
    const probes =
      policies.length === 0
        ? []
        : choosePolicyProbes({
            policies,
            members: valueOrFail("exchange/groupMembers", sources.members),
            recipients: valueOrFail("exchange/recipients", sources.recipients),
            extent,
          });
    await parents.read(probes.flatMap((probe) => questionOf(context, probe)));
    parents.finish();
    for (const probe of probes) {
      if (probe.kind === "none") {
        section.parent(`${probe.appId}/${probe.nestedGroup}`, "notFound", NO_MAILBOX);
      }
    }
  });
}

const NO_MAILBOX = "no mailbox is reached through this group alone";

function questionOf({ exchange }: GatherContext, probe: PolicyProbe): ParentQuestion[] {
  if (probe.kind === "none") return [];
  const { appId, mailbox } = probe;
  const ask = async () => {
    const parameters = { Identity: mailbox, AppId: appId };
    const rows = await exchange.readRows("Test-ApplicationAccessPolicy", parameters);
    const other = rows.map((row) => readText(row, "AppId")).find((id) => isOther(id, appId));
    if (other === undefined) return rows;
    throw new ServiceUnavailableError(
      `asked about app \`${appId}\`, exchange answered for \`${other}\``,
    );
  };
  return [{ key: `${appId}/${mailbox}`, ask, toLine: (row) => ({ appId, mailbox, row }) }];
}

const isOther = (id: string, appId: string): boolean => id !== "" && id.toLowerCase() !== appId;
