import type { ImpersonationStatus } from "../model/plan-impersonation.ts";

/** What the status of an impersonation item rests on. */
export interface ImpersonationFacts {
  /** Evidence of Exchange on-premises, where the role lives on and RBAC for Applications does not exist. */
  readonly onPremises: boolean;
  /** The assignment came with Exchange, and is never touched. */
  readonly builtIn: boolean;
  /** `open` = a decision that cannot be carried out as it stands. */
  readonly decision: "undecided" | "open" | "carriedOut";
  /** Somebody decided another effective user of the same assignment. */
  readonly othersDecided: boolean;
}

/**
 * The status of an impersonation item; the first line that fits.
 *
 * | evidence                                                       | status          | what it means                                   |
 * | -------------------------------------------------------------- | --------------- | ----------------------------------------------- |
 * | Exchange on-premises                                           | `inventoryOnly` | no role and no step, whatever was decided       |
 * | an assignment that came with Exchange                          | `remnant`       | stays: nothing is decided of it                 |
 * | decided, and the decision can be carried out                   | `decided`       | the app gets its access; or nobody needs it     |
 * | decided, but it cannot be carried out as it stands             | `needsDecision` | the reasons say what is missing or wrong        |
 * | undecided, while another user of the assignment was decided    | `needsDecision` | the assignment's removal waits for this one     |
 * | undecided                                                      | `remnant`       | inert by announcement (U13); to be verified     |
 */
export function impersonationStatus({
  onPremises,
  builtIn,
  decision,
  othersDecided,
}: ImpersonationFacts): ImpersonationStatus {
  if (onPremises) return "inventoryOnly";
  if (builtIn) return "remnant";
  if (decision === "carriedOut") return "decided";
  return decision === "open" || othersDecided ? "needsDecision" : "remnant";
}
