import type { ResolvedPolicy } from "./resolved-policy.ts";

/**
 * What people call the scope of a policy; null = the evidence has no name for it.
 *
 * Two people may share a display name, so a single mailbox goes with its address.
 */
export function policyScopeName({
  scope: { kind, recipient },
  row,
}: Pick<ResolvedPolicy, "scope" | "row">): string | null {
  const name = recipient?.displayName ?? row.scopeName ?? null;
  const address = kind === "mailbox" ? recipient?.primarySmtpAddress : undefined;
  if (address === undefined) return name;
  return name === null || name === address ? address : `${name} (${address})`;
}
