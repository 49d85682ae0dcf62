import type { PlannedScope } from "../model/plan-app.ts";

/** Says how a scope's reach could change later, and through whom; sentences. */
export function describeDrift({ groups, mailboxes }: PlannedScope): readonly string[] {
  const parts = new Set([...groups, ...mailboxes].map(({ part }) => part));
  const leavesOut = parts.has("included") ? LEAVES_OUT_OF_SOME : LEAVES_OUT_OF_ALL;
  return [
    ...(parts.has("excluded") ? [leavesOut] : []),
    ...groups.flatMap(({ displayName, drift, part }) => [
      `${displayName}: ${part === "included" ? NOT_REACHED : NOT_LEFT_OUT}`,
      ...drift.map((sentence) => `${displayName}: ${sentence}`),
    ]),
  ];
}

const NOT_REACHED = "a group nested in it later is not reached";
const NOT_LEFT_OUT = "a group nested in it later is not left out: its members fall into the scope";
const LEAVES_OUT_OF_ALL =
  "what the scope leaves out it leaves out by name: mailboxes that are created later, and whoever leaves a group that is left out, are reached without any further change";
/** Whoever is created later is in none of the groups that are taken in. */
const LEAVES_OUT_OF_SOME =
  "what the scope leaves out it leaves out by name: whoever leaves a group that is left out is reached without any further change, as long as one of the others holds the mailbox";
