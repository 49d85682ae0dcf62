/** What the evidence says of one property. INVARIANT: what was not read is never a value. */
export type PropertyRead =
  { readonly status: "read"; readonly value: unknown } | { readonly status: "notRead" };

/** All that a filter may ask about a recipient. */
export interface FilterableRecipient {
  /**
   * Reads a property as the service printed it: text, number, boolean, null, or a list of those.
   *
   * A documented property is asked for in its documented casing, any other as the filter has it.
   */
  property(name: string): PropertyRead;

  /**
   * Tells whether the recipient is a direct member of the group.
   *
   * INVARIANT: `foldedDn` comes from `foldDn`; index groups by the fold of their own DN.
   */
  memberOf(foldedDn: string): "true" | "false" | "unknown";
}
