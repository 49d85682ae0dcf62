import type { AppAccess } from "../access/app-access.ts";

/**
 * Tells whether a plan has anything to say of an app: a grant on one of the two resources, a policy that names it, an
 * application role, or that one of these was not read.
 */
export function isOfInterest({ grants, policies, assignments, unlinked }: AppAccess): boolean {
  const some = (known: { status: "read"; value: readonly unknown[] } | { status: "notRead" }) =>
    known.status === "notRead" || known.value.length > 0;
  const named =
    policies.status === "notRead"
      ? some(grants)
      : policies.value.some(({ apps }) => apps !== "all");
  return some(grants) || some(assignments) || named || unlinked.length > 0;
}
