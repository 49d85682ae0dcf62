import type { AppStatus, GateState } from "../../model/plan-app.ts";
import type { ImpersonationItem } from "../../model/plan-impersonation.ts";
import type { Disposition, Verdict } from "../../model/plan-permission.ts";

/** A status in words; `mark` stands beside the label, so that colour is never alone. */
export interface StatusWords {
  readonly label: string;
  readonly mark: string;
  readonly about: string;
}

export const APP_STATUS_WORDS: Readonly<Record<AppStatus, StatusWords>> = {
  blocked: {
    label: "Blocked",
    mark: "■",
    about: "Not proven, or not to be automated: no steps, no scripts.",
  },
  needsDecision: {
    label: "Needs decision",
    mark: "?",
    about: "A person has to say what is intended before steps can be planned.",
  },
  review: {
    label: "Review",
    mark: "▲",
    about: "Planned and proven, with a point that a person should accept first.",
  },
  deleteOnly: {
    label: "Delete only",
    mark: "−",
    about: "Its policies change nothing today, but removing them removes a fence.",
  },
  ready: {
    label: "Ready",
    mark: "✓",
    about:
      "Planned and proven: at every moment only mailboxes that it reaches today, or that somebody decided.",
  },
  nothingToDo: {
    label: "Nothing to do",
    mark: "·",
    about: "Neither legacy access nor a policy for it was found.",
  },
};

/** The order in which statuses are listed: what needs a person first. */
export const APP_STATUSES = Object.keys(APP_STATUS_WORDS) as readonly AppStatus[];

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  equivalent: "Equivalent: same mailboxes",
  narrower: "Narrower: mailboxes are lost",
  wider: "Wider: mailboxes are gained",
  mixed: "Mixed: some gained, some lost",
  unproven: "Unproven",
};

export const DISPOSITION_WORDS: Readonly<Record<Disposition, string>> = {
  migrate: "to migrate",
  keptLegacy: "stays as it is",
  remove: "to be removed",
};

export const GATE_STATE_WORDS: Readonly<Record<GateState, string>> = {
  open: "open",
  closed: "closed",
  unknown: "unknown",
  notReported: "not reported by the service",
};

export const IMPERSONATION_STATUS_WORDS: Readonly<Record<ImpersonationItem["status"], string>> = {
  inventoryOnly: "Inventory only",
  remnant: "Remnant",
  needsDecision: "Needs decision",
  decided: "Decided",
};
