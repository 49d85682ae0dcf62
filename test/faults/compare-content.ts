import { SECTION_NAMES, SECTIONS, type SectionName } from "../../src/model/sections.ts";
import type { EvidenceContent, ParentContent, Row, SectionContent } from "./evidence-content.ts";

/** The fault-free service's answer for one parent of a section; undefined when it cannot be asked. */
export type AskForParent = (
  section: SectionName,
  key: string,
) => Promise<ParentContent | undefined>;

/**
 * Lists where evidence that was taken under faults says less than it seems to.
 *
 * A section is as without faults, or says that it was denied or failed; a parent that it lists as read has the rows
 * that the service gives for it without faults. A parent that is not listed was not read. What is left out of rows
 * (owners, a list of apps), and rows that nobody knew to ask for, must be said in the section's message.
 */
export async function listShortfalls(
  whole: EvidenceContent,
  taken: EvidenceContent,
  ask: AskForParent,
): Promise<readonly string[]> {
  const shortfalls: string[] = [];
  for (const name of SECTION_NAMES) {
    const expected = sectionOf(whole, name);
    const actual = sectionOf(taken, name);
    const complaint = complainOfStatus(name, expected, actual, taken);
    if (complaint !== undefined) shortfalls.push(`${name}: ${complaint}`);
    if (actual.status !== "read" || complaint !== undefined) continue;
    const complaints =
      SECTIONS[name].parents === null
        ? complainOfRows(name, expected, actual, taken)
        : await complainOfParents(name, expected, actual, ask);
    shortfalls.push(...complaints.map((one) => `${name}: ${one}`));
  }
  return shortfalls;
}

/** How many sections were denied or failed, or have a parent that was. */
export const countUnread = (content: EvidenceContent): number =>
  [...content.values()].filter(
    (section) => isUnread(section) || [...section.parents.values()].some(isUnread),
  ).length;

const NOT_ASKED: SectionContent = {
  status: "notAsked",
  message: "",
  rows: [],
  parents: new Map(),
};

const sectionOf = (content: EvidenceContent, name: SectionName): SectionContent =>
  content.get(name) ?? NOT_ASKED;

const isUnread = ({ status }: { readonly status: string }): boolean =>
  status === "denied" || status === "failed";

function complainOfStatus(
  name: SectionName,
  expected: SectionContent,
  actual: SectionContent,
  taken: EvidenceContent,
): string | undefined {
  const isHonest =
    isUnread(actual) ||
    actual.status === expected.status ||
    isUnaskable(name, actual, taken) ||
    isReadInParts(name, expected, actual);
  return isHonest ? undefined : `is ${actual.status}, and without faults ${expected.status}`;
}

/** Whether user principal names are needed is not known without the filters that may ask for them. */
const isUnaskable = (
  name: SectionName,
  { status }: SectionContent,
  taken: EvidenceContent,
): boolean =>
  name === "graph/users" &&
  status === "notAsked" &&
  isUnread(sectionOf(taken, "exchange/managementScopes"));

/**
 * A section that is refused as a whole by its first answer is read part by part when that one gets lost. With the
 * roles unread, the one that is gone is a parent that was not found: of others nobody knows.
 */
const isReadInParts = (
  name: SectionName,
  expected: SectionContent,
  actual: SectionContent,
): boolean =>
  SECTIONS[name].parents !== null &&
  actual.status === "read" &&
  (isUnread(expected) ||
    (expected.status === "absent" && name === "exchange/impersonationEffectiveUsers"));

function complainOfRows(
  name: SectionName,
  expected: SectionContent,
  actual: SectionContent,
  taken: EvidenceContent,
): readonly string[] {
  const asked = name === "graph/groups" ? whereAsked(expected, actual, taken) : expected.rows;
  if (asked.length !== actual.rows.length) {
    return [`${actual.rows.length} rows instead of ${asked.length}`];
  }
  return asked.flatMap((row, index) => {
    const given = actual.rows[index] ?? {};
    return isSame(withoutWhatIsSaid(row, given, actual.message), given)
      ? []
      : [`row ${index} differs: ${canonical(row)} became ${canonical(given)}`];
  });
}

/** The rows that must be there: of every group that this evidence knows of, where the message says that there may be others. */
function whereAsked(
  { rows }: SectionContent,
  { message, rows: given }: SectionContent,
  taken: EvidenceContent,
): readonly Row[] {
  if (!message.includes("were not asked for")) return rows;
  const idOf = ({ id }: Row): string => String(id).toLowerCase();
  const present = new Set(given.map(idOf));
  const { parents } = sectionOf(taken, "exchange/groupMembers");
  const members = [...parents.values()].flatMap((parent) => parent.rows.map(keyOf));
  const named = new Set([...parents.keys(), ...members, ...policyScopes(taken)]);
  return rows.filter((row) => named.has(idOf(row)) || present.has(idOf(row)));
}

const keyOf = (row: Row): string =>
  String(row["ExternalDirectoryObjectId"] || row["Guid"]).toLowerCase();

/** Groups that a policy names are known though none of their members was read. */
const policyScopes = (taken: EvidenceContent): readonly string[] =>
  sectionOf(taken, "exchange/applicationAccessPolicies").rows.map((row) =>
    (String(row["ScopeIdentityRaw"]).split(";").at(-1) ?? "").toLowerCase(),
  );

/** What may be missing from a row, and the words of the message that say so. */
const LEFT_OUT = { owners: "owners of ", EwsAllowedAppIDs: "allowed to use EWS" } as const;

function withoutWhatIsSaid(row: Row, given: Row, message: string): Row {
  const missing = Object.entries(LEFT_OUT)
    .filter(([property, words]) => !(property in given) && message.includes(words))
    .map(([property]) => property);
  return Object.fromEntries(Object.entries(row).filter(([key]) => !missing.includes(key)));
}

async function complainOfParents(
  name: SectionName,
  expected: SectionContent,
  actual: SectionContent,
  ask: AskForParent,
): Promise<readonly string[]> {
  const complaints: string[] = [];
  for (const [key, given] of actual.parents) {
    if (isUnread(given) || (expected.status === "absent" && given.status === "notFound")) continue;
    const known = expected.parents.get(key);
    const whole = known === undefined || isUnread(known) ? await ask(name, key) : known;
    if (whole === undefined) complaints.push(`${key} is ${given.status}, of which nobody knows`);
    else if (whole.status !== given.status) {
      complaints.push(`${key} is ${given.status}, and without faults ${whole.status}`);
    } else if (!isSame(whole.rows, given.rows)) {
      complaints.push(`${key} has ${given.rows.length} rows instead of ${whole.rows.length}`);
    }
  }
  return complaints;
}

const isSame = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

/** JSON with the keys of objects in order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
