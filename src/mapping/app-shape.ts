import type { ResolvedGrant } from "../access/entra-grant.ts";
import type { ResolvedPolicy } from "../access/resolved-policy.ts";
import type { Reason } from "../model/plan-app.ts";
import type { ChosenScope } from "./choose-scope.ts";
import type { DerivedScope } from "./derive-scope.ts";

/** What can be done about an app's legacy access. */
export type AppShape =
  | { readonly kind: "blocked"; readonly reasons: readonly Reason[] }
  | { readonly kind: "nothingToDo"; readonly reasons: readonly Reason[] }
  | { readonly kind: "needsDecision"; readonly reasons: readonly Reason[] }
  /** No legacy access of its own; decisions give it access that it does not have yet. */
  | {
      readonly kind: "granted";
      readonly reasons: readonly Reason[];
      readonly review: readonly Reason[];
    }
  /** Policies that fence in nothing today. */
  | { readonly kind: "inert"; readonly policies: readonly ResolvedPolicy[] }
  /** Governed grants under policies that one recipient filter can stand for. */
  | {
      readonly kind: "restricted";
      readonly policies: readonly ResolvedPolicy[];
      readonly grants: readonly ResolvedGrant[];
      readonly scope: DerivedScope;
      /** Why a person should look at it before it is approved; empty in the plain case. */
      readonly review: readonly Reason[];
      /** Set where somebody chose the scope. */
      readonly chosen?: ChosenScope;
    }
  /** Tenant-wide grants that a decision narrows. */
  | {
      readonly kind: "narrowed";
      readonly grants: readonly ResolvedGrant[];
      readonly scope: DerivedScope;
      readonly review: readonly Reason[];
    }
  /** A narrowing that is done, but for what the registration still asks for. */
  | { readonly kind: "declared"; readonly reasons: readonly Reason[] }
  /** Governed grants that reach nobody: their policies' scopes are gone, or empty and somebody decided to let them go. */
  | {
      readonly kind: "refused";
      readonly policies: readonly ResolvedPolicy[];
      readonly grants: readonly ResolvedGrant[];
    };
