import { AppError } from "../errors.ts";
import type { BoardEntry } from "../model/approval.ts";
import type { PlannedChange } from "../model/planned-changes.ts";

/** The address of a change's ticket; null where its number is needed and was not given. */
export type TicketLink = (change: PlannedChange, entry: BoardEntry | undefined) => string | null;

type Placeholder = "ticket" | "changeId" | "changeHash" | "appId";

const VALUES: Readonly<
  Record<Placeholder, (change: PlannedChange, entry: BoardEntry | undefined) => string | null>
> = {
  ticket: (_, entry) => entry?.ticket ?? null,
  changeId: ({ id }) => id,
  changeHash: ({ changeHash }) => changeHash,
  appId: ({ subject }) => (subject.kind === "app" ? subject.app.appId : null),
};

/**
 * Reads the pattern of a ticket system's addresses, such as `https://tickets.example/{ticket}`. What is filled in is
 * escaped, and never part of the host.
 *
 * @throws AppError usage when it is no https address, or has no placeholder that is known
 */
export function readTicketPattern(pattern: string): TicketLink {
  const fail = (trouble: string): never => {
    throw new AppError("usage", `--ticket \`${pattern}\` ${trouble}`, {
      hint: `give an https address with {ticket}, its number in approvals.csv, or ${others()}`,
    });
  };
  const trouble = troubleOf(pattern);
  if (trouble !== null) fail(trouble);
  const names = [...pattern.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
  if (names.length === 0) fail("has no placeholder");
  const unknown = names.find((name) => !isPlaceholder(name));
  if (unknown !== undefined) fail(`has \`{${unknown}}\`, which is no placeholder`);
  return (change, entry) => fillIn(pattern, change, entry);
}

/** Null = an https address whose host is fixed. */
function troubleOf(pattern: string): string | null {
  if (!URL.canParse(pattern)) return "is no address";
  const { protocol, host, username, password } = new URL(pattern);
  if (protocol !== "https:") return "is not https";
  if (username !== "" || password !== "") return "holds a name or a password";
  const start = /^https:\/\/[^/?#{}\\]+(?=[/?#])/i.exec(pattern)?.[0] ?? "";
  return start === "" || new URL(start).host !== host ? "has no host of its own" : null;
}

const others = (): string =>
  Object.keys(VALUES)
    .filter((name) => name !== "ticket")
    .map((name) => `{${name}}`)
    .join(", ");

const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(VALUES, name);

function fillIn(
  pattern: string,
  change: PlannedChange,
  entry: BoardEntry | undefined,
): string | null {
  let isWhole = true;
  const filled = pattern.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = isPlaceholder(name) ? VALUES[name](change, entry) : null;
    isWhole &&= value !== null && value !== "";
    return encodeURIComponent((value ?? "").replace(/\p{Cs}/gu, "\uFFFD"));
  });
  return isWhole ? new URL(filled).href : null;
}
