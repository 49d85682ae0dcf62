import type { RecipientKey } from "../model/ids.ts";
import type { Recipient } from "../model/recipient.ts";
import type { Membership } from "../sets/membership.ts";

/** A group nested in a policy's scope at any depth, with its own direct members. */
export interface NestedGroup {
  readonly key: RecipientKey;
  readonly members: Membership;
}

/** What a policy's scope is, and who is in it before any policy check spoke. */
export interface ResolvedPolicyScope {
  readonly kind: "group" | "mailbox" | "deleted" | "unresolved" | "notRead" | "unsupported";
  readonly id: RecipientKey | null;
  /** What people call it, told apart from others of its display name; null = the evidence has no name for it. */
  readonly name: string | null;
  readonly recipient: Recipient | null;
  /** Direct members, nested ones left out. */
  readonly direct: Membership;
  readonly nested: readonly NestedGroup[];
}
