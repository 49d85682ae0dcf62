import type { PlannedScope } from "../model/plan-app.ts";

/** Says how a scope's reach could change later, and through whom; sentences. */
export function describeDrift({ groups, mailboxes }: PlannedScope): readonly string[] {
  const excluded = [...groups, ...mailboxes].some(({ part }) => part === "excluded");
  return [
    ...(excluded ? [EXCLUDES] : []),
    ...groups.flatMap(({ displayName, drift, part }) => [
      `${displayName}: ${part === "included" ? NOT_REACHED : NOT_LEFT_OUT}`,
      ...drift.map((sentence) => `${displayName}: ${sentence}`),
    ]),
  ];
}

const NOT_REACHED = "a group nested in it later is not reached";
const NOT_LEFT_OUT = "a group nested in it later is not left out: its members fall into the scope";
const EXCLUDES =
  "what the scope leaves out it leaves out by name: mailboxes that are created later, and whoever leaves one of these groups, are reached at once";
