import { isGroupType, type Recipient } from "../model/recipient.ts";
import { renderCanonicalText } from "./canonical-text.ts";

/** What two rows of one object agree on; `leftOut` = nothing but its id; `none` = not even what it is. */
export type Agreement<Row> =
  | { readonly kind: "row"; readonly row: Row }
  | { readonly kind: "leftOut" }
  | { readonly kind: "none" };

/**
 * What two rows of one recipient agree on: the properties that differ are not known, as if no row showed them.
 *
 * None where they differ in type, which tells a mailbox from what is none, or in the names by which groups are found.
 * Of two dates of change the later one counts: a group may not have settled.
 */
export function agreeOnRecipient(one: Recipient, other: Recipient): Agreement<Recipient> {
  if (one.recipientTypeDetails !== other.recipientTypeDetails) return { kind: "none" };
  const isGroup = isGroupType(one.recipientTypeDetails);
  if (isGroup && (one.name !== other.name || one.displayName !== other.displayName)) {
    return { kind: "none" };
  }
  const { key, recipientTypeDetails } = one;
  const [whenChanged] = [one, other]
    .flatMap((row) => row.whenChanged ?? [])
    .toSorted()
    .toReversed();
  return {
    kind: "row",
    row: {
      ...inCommon(one, other),
      ...(whenChanged === undefined ? {} : { whenChanged }),
      key,
      recipientTypeDetails,
      properties: inCommon(one.properties, other.properties),
    },
  };
}

function inCommon<Row extends object>(one: Row, other: Row): Partial<Row> {
  const others = new Map<string, unknown>(Object.entries(other));
  const same = Object.entries(one).filter(
    ([name, value]) =>
      others.has(name) && renderCanonicalText(value) === renderCanonicalText(others.get(name)),
  );
  return Object.fromEntries(same) as Partial<Row>;
}
