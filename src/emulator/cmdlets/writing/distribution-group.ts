import { cannotConvert } from "../../call-parameters.ts";
import type { WritingCall, WritingCmdlet } from "../../cmdlet.ts";
import { readParent, readRows } from "../../read-section.ts";
import { groupKindOf, keyOf } from "../../recipient-directory.ts";
import type { RawRow } from "../../row-values.ts";
import { lowerTextOf, textOf } from "../../row-values.ts";
import { objectNotFound, ServiceFault } from "../../service-fault.ts";
import { findRecipient } from "../find-recipient.ts";
import {
  assertName,
  createGuid,
  datesOf,
  distinguishedName,
  identifiedBy,
  nameTaken,
} from "./new-object.ts";

const MEMBERS = "exchange/groupMembers";
const TYPES = ["Distribution", "Security"];

/** Creates a group; with `-Type Security` one that policies and scopes can name. */
export const newDistributionGroup: WritingCmdlet = {
  name: "New-DistributionGroup",
  computes: [
    "Alias",
    "DisplayName",
    "IgnoreNamingPolicy",
    "MemberJoinRestriction",
    "Members",
    "Name",
    "Notes",
    "PrimarySmtpAddress",
    "Type",
  ],
  write: (call) => {
    const { state, parameters, make } = call;
    const row = groupOf(call);
    const members = (parameters.list("Members") ?? []).map((one) => findRecipient(state, one));
    const key = keyOf(row) ?? "";
    make({
      what: `New-DistributionGroup ${String(row["Name"])}`,
      settles: "none",
      edits: [
        { kind: "addRow", section: "exchange/recipients", row },
        { kind: "addRow", section: "graph/groups", row: graphGroupOf(row, call.now) },
        { kind: "addParent", section: MEMBERS, key },
      ],
    });
    if (members.length > 0) {
      make({
        what: `members of ${String(row["Name"])}`,
        settles: "membership",
        edits: members.map((member) => ({ kind: "addChild", section: MEMBERS, key, row: member })),
      });
    }
    return [row];
  },
};

export const addDistributionGroupMember: WritingCmdlet = {
  name: "Add-DistributionGroupMember",
  computes: ["BypassSecurityGroupManagerCheck", "Identity", "Member"],
  write: (call) => {
    const { key, name, member, isMember } = findMembership(call);
    if (isMember)
      throw memberFault("already a member", member, name, "MemberAlreadyExistsException");
    call.make({
      what: `Add-DistributionGroupMember ${name}`,
      settles: "membership",
      edits: [{ kind: "addChild", section: MEMBERS, key, row: member }],
    });
    return [];
  },
};

export const removeDistributionGroupMember: WritingCmdlet = {
  name: "Remove-DistributionGroupMember",
  computes: ["BypassSecurityGroupManagerCheck", "Identity", "Member"],
  write: (call) => {
    const { key, name, member, isMember } = findMembership(call);
    if (!isMember) throw memberFault("not a member", member, name, "MemberNotFoundException");
    const property =
      textOf(member, "ExternalDirectoryObjectId") === undefined
        ? "Guid"
        : "ExternalDirectoryObjectId";
    call.make({
      what: `Remove-DistributionGroupMember ${name}`,
      settles: "membership",
      edits: [
        {
          kind: "removeChildren",
          section: MEMBERS,
          key,
          match: { property, value: keyOf(member) ?? "" },
        },
      ],
    });
    return [];
  },
};

/** Removes a group with its memberships; what names it stays, and reaches nobody by it. */
export const removeDistributionGroup: WritingCmdlet = {
  name: "Remove-DistributionGroup",
  computes: ["BypassSecurityGroupManagerCheck", "Identity"],
  write: ({ state, parameters, make }) => {
    const group = findRecipient(
      state,
      parameters.text("Identity") ?? "",
      (row) => groupKindOf(row) === "distributionGroup",
    );
    const value = keyOf(group) ?? "";
    const property =
      textOf(group, "ExternalDirectoryObjectId") === undefined
        ? "Guid"
        : "ExternalDirectoryObjectId";
    make({
      what: `Remove-DistributionGroup ${textOf(group, "Name") ?? value}`,
      settles: "membership",
      edits: [
        { kind: "removeParent", section: MEMBERS, key: value },
        { kind: "removeRows", section: "graph/groups", match: { property: "id", value } },
        { kind: "removeRows", section: "exchange/recipients", match: { property, value } },
      ],
    });
    return [];
  },
};

interface FoundMembership {
  readonly key: string;
  readonly name: string;
  readonly member: RawRow;
  readonly isMember: boolean;
}

function findMembership({ state, parameters }: WritingCall): FoundMembership {
  const group = findRecipient(
    state,
    parameters.text("Identity") ?? "",
    (row) => groupKindOf(row) === "distributionGroup",
  );
  const wanted = parameters.text("Member");
  if (wanted === undefined) throw objectNotFound("");
  const member = findRecipient(state, wanted);
  const key = keyOf(group) ?? "";
  const isMember = readParent(state, MEMBERS, key).some((row) => keyOf(row) === keyOf(member));
  return { key, name: textOf(group, "Name") ?? key, member, isMember };
}

function groupOf(call: WritingCall): RawRow {
  const { state, parameters, now, serial } = call;
  const name = (parameters.text("Name") ?? "").trim();
  assertName(name);
  const type = typeOf(call);
  const alias =
    parameters.text("Alias") ?? name.replace(/\s/g, "").replace(/[^\w.!#%*+/=?^~-]/g, "?");
  const address = parameters.text("PrimarySmtpAddress") ?? `${alias}@${state.tenant.initialDomain}`;
  const isTaken = readRows(state, "exchange/recipients").some(
    (row) =>
      lowerTextOf(row, "Name") === name.toLowerCase() ||
      lowerTextOf(row, "Alias") === alias.toLowerCase() ||
      lowerTextOf(row, "PrimarySmtpAddress") === address.toLowerCase(),
  );
  if (isTaken) throw nameTaken(name);
  return {
    ...identifiedBy(name),
    Alias: alias,
    DisplayName: parameters.text("DisplayName") ?? name,
    DistinguishedName: distinguishedName(state, name),
    PrimarySmtpAddress: address,
    EmailAddresses: [`SMTP:${address}`],
    ExternalDirectoryObjectId: createGuid("group", name, serial),
    Guid: createGuid("group in Exchange", name, serial),
    RecipientType: type,
    RecipientTypeDetails: type,
    IsValidSecurityPrincipal: type === "MailUniversalSecurityGroup",
    IsDirSynced: false,
    ManagedBy: ["Organization Management"],
    HiddenFromAddressListsEnabled: false,
    ...datesOf(now),
  };
}

function typeOf({ parameters }: WritingCall): string {
  const asked = parameters.text("Type") ?? "Distribution";
  const known = TYPES.find((one) => one.toLowerCase() === asked.toLowerCase());
  if (known === undefined) throw cannotConvert("Type", "Microsoft.Exchange.GroupType", TYPES);
  return known === "Security" ? "MailUniversalSecurityGroup" : "MailUniversalDistributionGroup";
}

const graphGroupOf = (row: RawRow, now: string): RawRow => ({
  id: row["ExternalDirectoryObjectId"],
  createdDateTime: now,
  displayName: row["DisplayName"],
  mail: row["PrimarySmtpAddress"],
  mailEnabled: true,
  securityEnabled: row["IsValidSecurityPrincipal"],
  groupTypes: [],
  membershipRule: null,
  membershipRuleProcessingState: null,
  onPremisesSyncEnabled: null,
  visibility: null,
  isAssignableToRole: null,
  owners: [],
});

const memberFault = (how: string, member: RawRow, group: string, type: string): ServiceFault =>
  new ServiceFault(
    "badRequest",
    `The recipient '${textOf(member, "Name") ?? ""}' is ${how} of the group '${group}'.`,
    `Microsoft.Exchange.Management.Tasks.${type}`,
  );
