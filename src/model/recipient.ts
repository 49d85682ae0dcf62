import type { RecipientKey } from "./ids.ts";

/**
 * A recipient as `Get-Recipient` lists it, reduced to what the rules use.
 * A property that is absent was not in the row: unknown, not empty.
 */
export interface Recipient {
  readonly key: RecipientKey;
  readonly externalDirectoryObjectId?: string;
  readonly guid?: string;
  readonly name?: string;
  readonly displayName?: string;
  readonly alias?: string;
  readonly primarySmtpAddress?: string;
  readonly recipientTypeDetails: string;
  readonly distinguishedName?: string;
  /** ISO 8601; read for groups only: a group changed lately may not have settled. */
  readonly whenChanged?: string;
  /** Raw values of the properties that some filter in use names, keyed by lower-cased name. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * The recipient types whose members are the population of every count.
 *
 * Group, public-folder, discovery and other system mailboxes are counted apart: access to them has no documented
 * behaviour.
 */
export const MAILBOX_TYPES: ReadonlySet<string> = new Set(
  [
    "UserMailbox",
    "LinkedMailbox",
    "SharedMailbox",
    "TeamMailbox",
    "RoomMailbox",
    "EquipmentMailbox",
    "SchedulingMailbox",
  ].map((type) => type.toLowerCase()),
);

/** Mailboxes without documented behaviour under policies and scopes; counted apart, never probed. */
export const SPECIAL_MAILBOX_TYPES: ReadonlySet<string> = new Set(
  [
    "GroupMailbox",
    "PublicFolderMailbox",
    "DiscoveryMailbox",
    "ArbitrationMailbox",
    "AuditLogMailbox",
    "MonitoringMailbox",
    "AuxAuditLogMailbox",
    "SupervisoryReviewPolicyMailbox",
    "LegacyMailbox",
  ].map((type) => type.toLowerCase()),
);

/** The recipient types that have members, by the way their members are read. */
export const GROUP_TYPES: ReadonlyMap<string, "distributionGroup" | "unifiedGroup" | "dynamic"> =
  new Map([
    ["mailuniversalsecuritygroup", "distributionGroup"],
    ["mailuniversaldistributiongroup", "distributionGroup"],
    ["mailnonuniversalgroup", "distributionGroup"],
    ["roomlist", "distributionGroup"],
    ["groupmailbox", "unifiedGroup"],
    ["dynamicdistributiongroup", "dynamic"],
  ]);

export const isMailboxType = (type: string): boolean => MAILBOX_TYPES.has(type.toLowerCase());
export const isGroupType = (type: string): boolean => GROUP_TYPES.has(type.toLowerCase());
/** Tells groups that have a filter in the place of a list of members. */
export const isDynamicGroupType = (type: string): boolean =>
  GROUP_TYPES.get(type.toLowerCase()) === "dynamic";
