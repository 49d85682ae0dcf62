import { hasRole } from "../access/effective-access.ts";
import type { ResolvedGrant } from "../access/entra-grant.ts";
import type { Reason } from "../model/plan-app.ts";
import type { AppState } from "./app-state.ts";

/** Tells grants that a plan would move if nobody decided otherwise: what a policy governs, and what has a role. */
export const isMovable = (grant: ResolvedGrant): boolean =>
  grant.kind === "governed" || (grant.kind === "ungoverned" && hasRole(grant));

/** Tells grants that somebody decided to leave as they are. */
export const isKept = ({ decision }: Pick<AppState, "decision">, grant: ResolvedGrant): boolean =>
  isMovable(grant) && (decision?.keep ?? []).includes(grant.permission);

/**
 * Tells whether a grant that stays needs the app's policies: as long as one governed grant is left, removing them
 * would open every mailbox to it (R4.2).
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-access-policies (docs as of 2026-08-21)
 */
export function keepsPolicies(state: Pick<AppState, "app" | "decision">): boolean {
  const { grants } = state.app;
  return (
    grants.status === "read" &&
    grants.value.some((grant) => grant.kind === "governed" && isKept(state, grant))
  );
}

/** Says of each grant that somebody decided to leave that it stays, and what stays with it. */
export function describeKeptByDecision(state: AppState): readonly Reason[] {
  const { grants, policies } = state.app;
  const fenced = policies.status === "read" && policies.value.length > 0;
  return (grants.status === "read" ? grants.value : [])
    .filter((grant) => isKept(state, grant))
    .map(({ permission, kind, row }) => ({
      kind: "keptByDecision",
      text: `${permission} stays in Entra by decision${fenced && kind === "governed" ? FENCED : OPEN}`,
      subject: row.id,
    }));
}

const FENCED = ": its policies stay, since they are all that limits it";
const OPEN = ": no policy governs it, and it reaches every mailbox";
