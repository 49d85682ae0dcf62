import type { ResolvedGrant } from "../access/entra-grant.ts";
import type { ResolvedPolicy } from "../access/resolved-policy.ts";
import type { AppState } from "../mapping/app-state.ts";
import type { Follows } from "../mapping/candidates/candidate-scope.ts";
import type { DerivedScope } from "../mapping/derive-scope.ts";

/** All that the steps of one app are made from. */
export interface PlanContext {
  readonly state: AppState;
  readonly app: { readonly appId: string; readonly displayName: string };
  readonly servicePrincipalId: string;
  readonly grants: readonly ResolvedGrant[];
  readonly policies: readonly ResolvedPolicy[];
  readonly scope: DerivedScope;
  /** Access is taken away on purpose, by decision. */
  readonly narrows: boolean;
  /** Set where a decision gives new access: its roles, and whether the scope is one that others use too. */
  readonly given?: { readonly roles: readonly string[]; readonly carriedOver: boolean };
  /** Set where somebody chose the scope: who decides later who belongs to it. */
  readonly follows?: Follows;
  /** By decision the scope leaves out mailboxes that the policies admit. */
  readonly losesByDecision?: boolean;
  /** The mailboxes that the policies admit, where the scope does not follow them. */
  readonly copied?: { readonly set: string; readonly count: number };
  readonly probes: { readonly positive: readonly string[]; readonly negative: readonly string[] };
}
