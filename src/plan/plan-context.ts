import type { ResolvedGrant } from "../access/entra-grant.ts";
import type { ResolvedPolicy } from "../access/resolved-policy.ts";
import type { AppState } from "../mapping/app-state.ts";
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
  readonly probes: { readonly positive: readonly string[]; readonly negative: readonly string[] };
}
