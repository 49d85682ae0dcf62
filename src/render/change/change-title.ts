import { kindOfMove } from "../kind-of-move.ts";
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

function wordsOf({ subject, change, steps }: ChangeContext["change"]): readonly [string, string] {
  if (subject.kind === "impersonation") return ["Remove the impersonation assignment ", ""];
  if (change === 2) return ["Change 2: retire the legacy access of ", ""];
  switch (kindOfMove(steps)) {
    case "moves":
      return ["Change 1: move ", " to RBAC for Applications"];
    case "deletes":
      return ["Change 1: delete the grants of ", " that reach no mailbox"];
    case "declares":
      return ["Change 1: clear what the registration of ", " still asks for"];
  }
}
