import type { AppPlan } from "../../../model/plan-app.ts";
import type { KindOfMove } from "../../kind-of-move.ts";

/** What an app's change 1 comes to; `retireOnly` = it has change 2 alone. */
export type Move = KindOfMove | "retireOnly";

/** The sentences of a change record that depend on whether roles take the place of what goes. */
interface RecordWords {
  readonly shortDescription: (name: string) => string;
  readonly reason: readonly string[];
  readonly signOff: string;
}

const MISLEADS =
  "What is left behind misleads the next reader, and counts towards the limit on the size of all policies.";
const AS_BEFORE = "The owner signs off that the app works as before.";

/** Of change 1. */
export const FIRST_WORDS: Readonly<Record<KindOfMove, RecordWords>> = {
  moves: {
    shortDescription: (name) =>
      `Move ${name} from Entra grants to application roles in Exchange Online.`,
    reason: [
      "Application Access Policies are a legacy control: Microsoft says that they will require migration to RBAC for Applications; it has not announced a date.",
      "Roles within a scope keep the app to its mailboxes without a tenant-wide grant in Entra.",
    ],
    signOff:
      "The owner signs off that the app works after the cut-over: while both ways stand, only the cut-over shows that the new one is enough.",
  },
  deletes: {
    shortDescription: (name) => `Delete the Entra grants of ${name}: its policies refuse them all.`,
    reason: [
      "Its policies refuse it every mailbox, so its grants open none; without the policies they would open every one. So the grants go first.",
    ],
    signOff: AS_BEFORE,
  },
  declares: {
    shortDescription: (name) =>
      `Take what ${name} no longer needs in Entra out of its registration.`,
    reason: [
      "The registration still asks for what roles in Exchange give the app: the next admin consent would grant it again, tenant-wide.",
    ],
    signOff: AS_BEFORE,
  },
};

const FENCE_IS_IDLE: RecordWords = {
  shortDescription: (name) => `Remove the legacy policies of ${name}.`,
  reason: [
    "The policies limit grants in Entra only. They go once the app holds none that they govern.",
    MISLEADS,
  ],
  signOff: AS_BEFORE,
};

/** Of change 2, by what change 1 is. */
export const SECOND_WORDS: Readonly<Record<Move, RecordWords>> = {
  moves: {
    ...FENCE_IS_IDLE,
    reason: [
      "After change 1 the app's access comes from its roles. The policies limit grants in Entra only, which are then deleted.",
      MISLEADS,
    ],
    signOff: "The owner signs off that the app works without its policies.",
  },
  deletes: FENCE_IS_IDLE,
  declares: FENCE_IS_IDLE,
  retireOnly: FENCE_IS_IDLE,
};

/** What an app's grants are limited by until change 1; a policy that keeps nothing out is not spoken of. */
export const limitOf = ({ policies }: AppPlan): string =>
  policies === null || policies.length > 0
    ? "The grants in Entra stay tenant-wide, and only the policies limit them."
    : "The grants in Entra stay tenant-wide.";
