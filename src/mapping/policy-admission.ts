import { isEmptySet } from "../sets/mailbox-set.ts";
import type { AppState } from "./app-state.ts";

/** Whether an app's policies let it into no mailbox today, whatever roles in Exchange do. */
export const admitsNobody = ({ app, facts }: AppState): boolean =>
  isEmptySet(app.policyDecision.admitted.yes, facts.index.keys.length);
