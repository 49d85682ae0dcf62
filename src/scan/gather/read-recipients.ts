import { GROUP_TYPES, isMailboxType } from "../../model/recipient.ts";
import type { Collector } from "../collector.ts";
import { type RawRow, readRecipientKey, readText } from "../raw-row.ts";
import type { Outcome } from "../section-recorder.ts";
import type { GatherContext } from "./gather-context.ts";

/** What later questions need of a group; everything else of it is in the evidence. */
export interface IndexedGroup {
  /** Lower case. */
  readonly key: string;
  readonly guid: string;
  readonly name: string;
  readonly displayName: string;
  readonly distinguishedName: string;
  readonly kind: GroupKind;
}

export type GroupKind = "distributionGroup" | "unifiedGroup" | "dynamic";

/** What is remembered of the recipients: there may be a million, so the rows themselves are not. */
export interface RecipientIndex {
  readonly groups: ReadonlyMap<string, IndexedGroup>;
  /** Keys of the mailboxes that counts are about. */
  readonly mailboxes: ReadonlySet<string>;
}

/** Remembers of each recipient what later questions need. */
function collectIndex(onGroup: (group: IndexedGroup) => void): Collector<RecipientIndex> {
  const groups = new Map<string, IndexedGroup>();
  const mailboxes = new Set<string>();
  return {
    take(row) {
      const group = index(row, groups, mailboxes);
      if (group !== undefined) onGroup(group);
    },
    value: () => ({ groups, mailboxes }),
  };
}

/**
 * Reads all recipients as a stream.
 *
 * @param onGroup told of each group as it comes; twice where the list begins anew
 */
export function readRecipients(
  { exchange, sections }: GatherContext,
  onGroup: (group: IndexedGroup) => void,
): Promise<Outcome<RecipientIndex>> {
  const collect = (): Collector<RecipientIndex> => collectIndex(onGroup);
  return sections.collect("exchange/recipients", collect, async (section) => {
    await exchange.readInto(section, "Get-Recipient");
  });
}

/** Remembers the recipient; the result is the group that it is, if it is one. */
function index(
  row: RawRow,
  groups: Map<string, IndexedGroup>,
  mailboxes: Set<string>,
): IndexedGroup | undefined {
  const key = readRecipientKey(row);
  if (key === "") return undefined;
  const type = readText(row, "RecipientTypeDetails");
  const kind = GROUP_TYPES.get(type.toLowerCase());
  if (isMailboxType(type)) mailboxes.add(key);
  if (kind === undefined) return undefined;
  const group: IndexedGroup = {
    key,
    guid: readText(row, "Guid").toLowerCase(),
    name: readText(row, "Name"),
    displayName: readText(row, "DisplayName"),
    distinguishedName: readText(row, "DistinguishedName"),
    kind,
  };
  groups.set(key, group);
  return group;
}
