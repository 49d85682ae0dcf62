import type { Cmdlet, CmdletCall } from "../cmdlet.ts";
import { readParent } from "../read-section.ts";
import { groupKindOf, keyOf } from "../recipient-directory.ts";
import type { RawRow } from "../row-values.ts";
import { cannotConvert } from "../call-parameters.ts";
import { notRecorded } from "../service-fault.ts";
import { findRecipient } from "./find-recipient.ts";

/** Direct members of a distribution or mail-enabled security group. A Microsoft 365 group is not found. */
export const getDistributionGroupMember: Cmdlet = {
  name: "Get-DistributionGroupMember",
  section: "exchange/groupMembers",
  computes: ["Identity", "ResultSize"],
  run: (call) => ({
    rows: membersOf(call, (row) => groupKindOf(row) === "distributionGroup"),
  }),
};

const LINK_TYPES = ["Members", "Owners", "Subscribers", "EventSubscribers", "Aggregators"];

/** Direct members of a Microsoft 365 group. The other link types are not recorded. */
export const getUnifiedGroupLinks: Cmdlet = {
  name: "Get-UnifiedGroupLinks",
  section: "exchange/groupMembers",
  computes: ["Identity", "LinkType", "ResultSize"],
  run: (call) => {
    const type = call.parameters.text("LinkType") ?? "";
    const known = LINK_TYPES.find((one) => one.toLowerCase() === type.toLowerCase());
    if (known === undefined) {
      throw cannotConvert("LinkType", "Microsoft.Exchange.Management.LinkType", LINK_TYPES);
    }
    if (known !== "Members") throw notRecorded(`the ${known} of a group`);
    return { rows: membersOf(call, (row) => groupKindOf(row) === "unifiedGroup") };
  },
};

function membersOf(
  { state, parameters }: CmdletCall,
  isWanted: (row: RawRow) => boolean,
): readonly RawRow[] {
  const group = findRecipient(state, parameters.text("Identity") ?? "", isWanted);
  return readParent(state, "exchange/groupMembers", keyOf(group) ?? "");
}
