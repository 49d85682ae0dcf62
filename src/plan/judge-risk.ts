import type { AppPlan } from "../model/plan-app.ts";
import type { PermissionPlan } from "../model/plan-permission.ts";
import type { AppRisk, RiskLevel } from "../model/plan-schedule.ts";
import { countOfMailboxes } from "../model/count-of.ts";

/** From here on a mistake is noticed by many at once. */
const MANY_MAILBOXES = 100;

interface Concern {
  readonly level: Exclude<RiskLevel, "low">;
  readonly applies: (app: AppPlan) => boolean;
  readonly why: string | ((app: AppPlan) => string);
}

const has = ({ scope }: AppPlan, wanted: "included" | "excluded"): boolean =>
  scope !== null && [...scope.groups, ...scope.mailboxes].some(({ part }) => part === wanted);

/**
 * What makes the change of an app more than a low risk, worst first. Its level is the worst that applies.
 *
 * The list is this tool's own judgement, for the order of the waves: none of it is a rule of Microsoft's.
 */
const CONCERNS: readonly Concern[] = [
  {
    level: "high",
    applies: ({ permissions }) =>
      permissions.some(({ verdict }) => verdict !== undefined && verdict !== "equivalent"),
    why: "it does not reach the same mailboxes afterwards",
  },
  {
    level: "high",
    applies: (app) => has(app, "excluded") && !has(app, "included"),
    why: "its scope leaves mailboxes out, and takes in everybody who is created later",
  },
  {
    level: "high",
    applies: (app) => has(app, "excluded") && has(app, "included"),
    why: "its scope leaves mailboxes out by -not(…), which Microsoft does not show in a scope (U6)",
  },
  {
    level: "high",
    applies: ({ permissions }) => permissions.some(isMoved("EWS.AccessAsApp")),
    why: "it works through EWS, which ends, and its role opens the whole mailbox",
  },
  {
    level: "medium",
    applies: ({ permissions }) => permissions.some((one) => one.verdict !== undefined && acts(one)),
    why: "it sends or changes things: a gap is seen from outside",
  },
  {
    level: "medium",
    applies: ({ scope }) => scope?.groups.some(({ nested }) => nested) ?? false,
    why: "its scope names nested groups one by one: a group that is nested later is not followed",
  },
  {
    level: "medium",
    // Where it has no access a switch hides nothing.
    applies: ({ gates, permissions }) =>
      permissions.length > 0 &&
      gates.some(({ state }) => state === "closed" || state === "unknown"),
    why: "a switch may hide its access today, so nobody sees whether it works",
  },
  {
    level: "medium",
    applies: ({ permissions }) =>
      permissions.some(
        ({ verdict, target }) =>
          verdict !== undefined && (target?.count ?? MANY_MAILBOXES) >= MANY_MAILBOXES,
      ),
    why: ({ permissions }) => {
      const counts = permissions.flatMap((one) => (one.verdict === undefined ? [] : [one.target]));
      const known = counts.flatMap((target) => target?.count ?? []);
      return known.length < counts.length
        ? "how many mailboxes it reaches is not counted"
        : `it reaches ${countOfMailboxes(Math.max(...known))}: a mistake is noticed by many at once`;
    },
  },
  {
    level: "medium",
    applies: ({ owner, owners, ownersComplete }) =>
      owner === null && ownersComplete && owners?.length === 0,
    why: "nobody is known who could say whether it still works",
  },
];

const isMoved =
  (name: string) =>
  ({ permission, verdict }: PermissionPlan): boolean =>
    permission === name && verdict !== undefined;

const acts = ({ permission }: PermissionPlan): boolean =>
  /Send|ReadWrite|FullAccess|AccessAsApp|Import/.test(permission);

/** Judges the change of an app that has steps; null where nothing is changed. */
export function judgeRisk(app: AppPlan): AppRisk | null {
  if (app.steps.length === 0) return null;
  const concerns = CONCERNS.filter(({ applies }) => applies(app));
  const [worst] = concerns;
  if (worst === undefined) return { level: "low", why: [whyLow(app)] };
  return {
    level: worst.level,
    why: concerns.map(({ why }) => (typeof why === "string" ? why : why(app))),
  };
}

/** What is left once every concern is ruled out. */
const whyLow = ({ permissions }: AppPlan): string =>
  permissions.some(({ verdict }) => verdict !== undefined)
    ? "whom it reaches stays the same, and what it may do is read"
    : "what it reaches is not touched";
