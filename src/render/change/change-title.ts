import type { ChangeContext } from "./change-context.ts";

/** ServiceNow cuts a short description off after as many characters. */
const TITLE_LENGTH = 160;

/** One line that names a change; a longer name is cut, with its end marked. */
export function changeTitle({ change, name }: ChangeContext): string {
  const [before, after] = wordsOf(change);
  const room = TITLE_LENGTH - before.length - after.length;
  return `${before}${cut(name, room)}${after}`;
}

/** INVARIANT: no half of a character is left over. */
const cut = (name: string, room: number): string =>
  name.length > room ? `${name.slice(0, room - 1).replace(/[\uD800-\uDBFF]$/, "")}…` : name;

function wordsOf({ subject, change }: ChangeContext["change"]): readonly [string, string] {
  if (subject.kind === "impersonation") return ["Remove the impersonation assignment ", ""];
  return change === 1
    ? ["Change 1: move ", " to RBAC for Applications"]
    : ["Change 2: retire the legacy access of ", ""];
}
