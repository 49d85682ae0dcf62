import {
  explainAccess,
  explainMailboxes,
  type DecidedAccess,
} from "../access/decide-tenant-access.ts";
import type { Impersonation } from "../access/resolve-impersonation.ts";
import { firstFilled } from "../access/resolved-assignment.ts";
import type { TenantFacts } from "../access/tenant-facts.ts";
import type { Because } from "../model/because.ts";
import { APP_LISTS, sayAbsence, type AbsenceName } from "../model/absences.ts";
import type { CoverageEntry } from "../model/plan-document.ts";
import { gapsIn } from "../model/unread.ts";
import { countMailboxes } from "../sets/mailbox-set.ts";
import { plainText } from "./plain-text.ts";
import { textTable } from "./text-table.ts";
import { countOfMailboxes } from "../model/count-of.ts";

export interface ShownAccess {
  readonly explain: boolean;
  readonly mailboxes: boolean;
  readonly mailbox: number | undefined;
  /** What was asked about: it is said where nothing is reached. */
  readonly about: "tenant" | "app" | "mailbox";
  /** The only permission that was asked about. */
  readonly permission: string | undefined;
  readonly coverage: readonly CoverageEntry[];
}

/** The lines of the access table for people. */
export function* accessTable(
  facts: TenantFacts,
  decided: readonly DecidedAccess[],
  shown: ShownAccess,
): Generator<string> {
  if (shown.mailbox !== undefined || shown.mailboxes) {
    const lines = [...mailboxTable(facts, decided, shown)];
    yield* lines.length === 0 ? [sayNothingReached(facts, shown)] : lines;
    yield* sayGaps(shown);
    return;
  }
  const rows = decided.map((one) => {
    const line = explainAccess(facts, one);
    const cells = [
      plainText(line.displayName),
      plainText(`${line.resource} ${line.permission}`),
      count(line.allowed),
      count(line.denied),
      count(line.unknown),
    ];
    return { cells, below: shown.explain ? line.because.map(reason) : [] };
  });
  yield decided.length === 0 ? sayNothingReached(facts, shown) : countOf(facts);
  if (rows.length > 0)
    yield* textTable(["app", "permission", "allowed", "denied", "unknown"], rows);
  yield* sayGaps(shown);
}

const countOf = ({ index }: TenantFacts): string =>
  index.known ? countOfMailboxes(index.keys.length) : "mailboxes not read";

const NOTHING_REACHED = {
  tenant: ["noAppReachesMailbox", "whether an app reaches a mailbox is not known"],
  app: ["appReachesNoMailbox", "whether it reaches a mailbox is not known"],
  mailbox: ["noAppReachesThisMailbox", "whether an app reaches this mailbox is not known"],
} as const satisfies Record<ShownAccess["about"], readonly [AbsenceName, string]>;

function sayNothingReached(
  facts: TenantFacts,
  { about, permission, coverage }: ShownAccess,
): string {
  const [name, otherwise] = NOTHING_REACHED[about];
  const by = permission === undefined ? "" : ` with ${plainText(permission)}`;
  return `${sayAbsence(coverage, name, otherwise)}${by} (${countOf(facts)})`;
}

/** Beside a list of apps: that there may be others, where a list that names apps was not read. */
function* sayGaps({ about, coverage }: ShownAccess): Generator<string> {
  const gaps = gapsIn(coverage, APP_LISTS);
  if (gaps.length === 0 || about === "app") return;
  yield `not every app is known: not read: ${gaps.join(", ")}`;
}

function* mailboxTable(
  facts: TenantFacts,
  decided: readonly DecidedAccess[],
  { explain, mailbox }: ShownAccess,
): Generator<string> {
  for (const one of decided) {
    for (const line of explainMailboxes(facts, one)) {
      const index = facts.index.indexOf(line.mailbox);
      if (mailbox !== undefined && index !== mailbox) continue;
      const row = index === undefined ? undefined : facts.mailboxes[index];
      const name = plainText(row?.primarySmtpAddress ?? line.mailbox);
      const app = plainText(one.app.displayName);
      yield [line.access.padEnd(8), name, app, plainText(line.permission)].join("  ");
      if (explain) for (const because of line.because) yield `            ${reason(because)}`;
    }
  }
}

/** Holders of impersonation with their scope; nothing when there are none. */
export function* impersonationTable(
  facts: TenantFacts,
  { holders }: Impersonation,
): Generator<string> {
  if (holders.length === 0) return;
  yield "";
  yield* textTable(
    ["impersonation", "effective user", "scope", "mailboxes", "perhaps"],
    holders.map(({ row, effectiveUser, scope, members }) => ({
      cells: [
        plainText(row.name),
        plainText(
          effectiveUser ?? firstFilled(row.roleAssigneeName, row.roleAssignee) ?? "not told",
        ),
        plainText(scope.name ?? scope.kind),
        facts.index.known ? count(countMailboxes(members.yes, facts.index.keys.length)) : "?",
        facts.index.known ? count(countMailboxes(members.maybe, facts.index.keys.length)) : "?",
      ],
      below: [],
    })),
  );
}

const count = (value: number | null): string => (value === null ? "?" : String(value));

const reason = ({ rule, subject, effect, section }: Because): string =>
  `${effect.padEnd(7)} ${rule}  ${plainText(subject)}${section === undefined ? "" : `  (${section})`}`;
