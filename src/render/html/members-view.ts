import { nameWith } from "../../model/name-with.ts";
import type { AppPlan } from "../../model/plan-app.ts";
import type { PermissionPlan, SetReference } from "../../model/plan-permission.ts";
import { renderCount } from "../render-count.ts";
import type { MailboxView, MemberListView } from "./report-view.ts";
import type { ReportInput } from "./report-input.ts";

/** Of a few apps, and of each of many: the page has to stay one that opens at once. */
const SHOWN = 50;
const SHOWN_OF_MANY = 10;
const MANY_APPS = 150;

interface NamedSet {
  readonly title: string;
  readonly reference: SetReference;
  readonly file: string | null;
}

/**
 * Lists the mailboxes behind an app's counts: each distinct set once, with the permissions it belongs to.
 *
 * Kept, gained and lost are listed; before and target follow from them.
 */
export function memberLists(app: AppPlan, input: ReportInput): readonly MemberListView[] {
  const groups = new Map<string, { readonly set: NamedSet; readonly permissions: string[] }>();
  for (const permission of app.permissions) {
    for (const set of setsOf(permission)) {
      if (set.reference.set === null || set.reference.count === 0) continue;
      const key = JSON.stringify([set.title, set.reference.set]);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { set, permissions: [permission.permission] });
      else group.permissions.push(permission.permission);
    }
  }
  return [...groups.values()].map(({ set, permissions }) => memberList(set, permissions, input));
}

/** A mailbox by name, or by its id where the name is not known. */
export function mailboxView(id: string, input: ReportInput): MailboxView {
  const known = input.mailboxName(id);
  return known === undefined
    ? { name: id, address: null }
    : { name: known.displayName || id, address: known.primarySmtpAddress || null };
}

/** The same in a sentence: whoever tests needs the address, and two people may have one name. */
export function mailboxText(id: string, input: ReportInput): string {
  const { name, address } = mailboxView(id, input);
  return nameWith(name, address);
}

function setsOf(permission: PermissionPlan): readonly NamedSet[] {
  const changes = "csv/access-changes.csv";
  const before = permission.before;
  return [
    ...named("Gained", permission.gained, changes),
    ...named("Lost", permission.lost, changes),
    ...named("Kept", permission.kept),
    ...(permission.kept === undefined ? named("Can be reached today", before.allowed) : []),
    ...named("Unknown today", before.unknown),
  ];
}

function named(
  title: string,
  reference: SetReference | undefined,
  file: string | null = null,
): readonly NamedSet[] {
  return reference === undefined ? [] : [{ title, reference, file }];
}

function memberList(
  { title, reference, file }: NamedSet,
  permissions: readonly string[],
  input: ReportInput,
): MemberListView {
  const { set } = reference;
  const base = {
    title,
    permissions: permissions.join(", "),
    count: renderCount(reference.count),
  };
  if (typeof set === "string") return { ...base, ...shown(set, file, input) };
  const except = shown(set?.except ?? null, null, input);
  const nobody = except.known && except.mailboxes.length === 0;
  return {
    ...base,
    title: `${title}: every mailbox${nobody ? "" : " but the ones listed"}`,
    ...except,
    ...(nobody ? { note: "No mailbox is left out.", file: null } : {}),
  };
}

/** The first mailboxes of a set by name, and where the others are. */
function shown(
  set: string | null,
  file: string | null,
  input: ReportInput,
): Pick<MemberListView, "mailboxes" | "more" | "file" | "note"> & { readonly known: boolean } {
  const members = input.members({ count: null, set });
  const { ids, more: left } = members ?? { ids: [], more: 0 };
  const mailboxes = ids.map((id) => mailboxView(id, input)).toSorted(byName);
  const most = input.plan.apps.length > MANY_APPS ? SHOWN_OF_MANY : SHOWN;
  const more = Math.max(0, mailboxes.length - most) + left;
  return {
    known: members !== null,
    mailboxes: mailboxes.slice(0, most),
    more: more === 0 ? null : renderCount(more),
    note: mailboxes.length === 0 ? "Not listed here." : null,
    file: more > 0 || mailboxes.length === 0 ? (file ?? `sets/${set}.ndjson`) : null,
  };
}

function byName(one: MailboxView, other: MailboxView): number {
  const [a, b] = [sortKey(one), sortKey(other)];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function sortKey({ name, address }: MailboxView): string {
  return `${name.toLowerCase()}\u0000${address ?? ""}`;
}
