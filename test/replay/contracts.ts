/** What every plan keeps, by name, and what it rests on. */
export const CONTRACTS = {
  access_agrees_with_oracle: "rows lead to the access that the description says",
  no_step_widens_access:
    "whatever is visible, nobody is reached whom neither start nor target allow",
  no_step_interrupts_access:
    "whatever is visible, everybody is reached whom start and target allow",
  policy_outlives_grant: "no policy goes before the tokens of its app's grants have expired",
  plan_reaches_target: "at the end access is what was intended",
  replanning_the_result_is_empty: "a scan of the end gives no steps under the same decisions",
  replanning_midway_continues: "a scan after any step gives the steps that are left",
  rollback_restores_access: "taken back from any point before its policy goes, all is as it was",
  unknown_never_becomes_allowed: "what is not known is never told or made as allowed",
  unknown_never_becomes_denied: "what is not known is never told as denied",
  blocked_apps_have_no_steps: "only apps that are planned have steps",
  order_of_input_does_not_matter: "rows in reverse give the same plan, byte for byte",
  verdicts_are_true: "kept, gained and lost are what is truly kept, gained and lost",
  offered_answers_are_good: "a decision that a plan asks for is taken",
  steps_can_run: "the service takes every step, and what its gate looks for is there",
  planning_ends_well: "no evidence and no decision makes planning fail",
} as const;

export type Contract = keyof typeof CONTRACTS;

/** What a plan promised and did not keep. */
export interface Breach {
  readonly contract: Contract;
  readonly text: string;
}
