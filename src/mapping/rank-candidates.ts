import type { CandidateKind } from "../model/plan-candidate.ts";
import type { Verdict } from "../model/plan-permission.ts";
import { byText } from "../model/by-text.ts";
import type { CandidateScope, Follows } from "./candidates/candidate-scope.ts";

/** A candidate with the worst verdict of its permissions. */
export interface JudgedCandidate {
  readonly scope: CandidateScope;
  readonly verdict: Verdict;
}

/** One candidate in its place. */
export interface RankedCandidate<Judged extends JudgedCandidate> {
  readonly candidate: Judged;
  readonly recommended: boolean;
  /** Why it stands where it stands. */
  readonly why: string;
}

/** A rule of rank: the smaller number comes first. */
interface Rule {
  readonly rank: (candidate: JudgedCandidate) => number;
  /** Why what comes second comes second. */
  readonly behind: string | ((second: JudgedCandidate) => string);
}

const VERDICTS: Readonly<Record<Verdict, number>> = {
  equivalent: 0,
  narrower: 1,
  wider: 2,
  mixed: 3,
  unproven: 4,
};

const FOLLOWS: Readonly<Record<Follows, number>> = {
  policies: 0,
  unit: 1,
  attribute: 2,
  nothing: 3,
};

/** Who decides later, as what makes a candidate come second: what follows the policies is never behind by that. */
const DECIDED_BY: Readonly<Record<Follows, string>> = {
  policies: "those who keep the policies' groups decide later who belongs to it",
  unit: "those who keep the unit decide later who belongs to it, not those who keep the policies' groups",
  attribute:
    "whoever may edit the attribute decides later who belongs to it, not those who keep the policies' groups",
  nothing:
    "it follows nothing: whoever is to join or leave later must be put in or taken out by hand",
};

/**
 * The order of rank, first difference decides:
 *
 * 1. Equality: what changes nobody's access comes first, what takes access away before what adds some, and what nobody
 *    can tell comes last.
 * 2. Closure: a scope that anybody may join is no fence (R3.12), so it comes behind every other that is equal.
 * 3. Who decides later: what follows the policies' own groups changes nobody's work; a unit has administrators of its
 *    own; an attribute is edited by more people than know of it; a copy is right on the day on which it is made.
 * 4. Certainty: what rests on no point that Microsoft leaves open.
 * 5. Preview: a filter can be asked for its members before it exists, a group scope or a unit cannot.
 * 6. Thrift: the fewer new objects, the fewer to look after.
 *
 * What is still alike keeps the order of the kinds below, then of their ids, so that the order never depends on rows.
 */
const RULES: readonly Rule[] = [
  {
    rank: ({ verdict }) => VERDICTS[verdict],
    behind: "it changes access where the one before changes less",
  },
  {
    rank: ({ scope }) => Number(scope.openToAnybody),
    behind: "anybody in the tenant may join its group, and so widen the scope",
  },
  {
    rank: ({ scope }) => FOLLOWS[scope.follows],
    behind: ({ scope }) => DECIDED_BY[scope.follows],
  },
  {
    rank: ({ scope }) => scope.unlessOtherwise.length,
    behind: "it rests on a point that Microsoft leaves open",
  },
  {
    rank: ({ scope }) => Number(scope.filter === null),
    behind: "it cannot be previewed before it exists",
  },
  { rank: ({ scope }) => scope.creates.length, behind: "it takes more new objects" },
];

/** Kinds in the order in which they come where no rule tells them apart, with what is to be said of each. */
const KINDS: Readonly<Record<Exclude<CandidateKind, "managementScope">, string>> = {
  policyGroup:
    "it follows the policies' groups without a new object, but it cannot be previewed, and says nothing of single users or exclusions",
  singleRecipient: "it names one mailbox for good and follows nothing",
  existingAdministrativeUnit: "the unit exists, but its administrators decide who is in it",
  attributeFilter:
    "it selects the same mailboxes today, but whoever edits the attribute decides tomorrow",
  dynamicGroupFilter:
    "it takes over the filter of a dynamic distribution group, and whoever edits an attribute in it decides tomorrow",
  flattenedGroup: "a copy that somebody must keep by hand",
  newAdministrativeUnit: "a copy that somebody must keep by hand, and a new unit to administer",
};
const KIND_ORDER = ["managementScope", ...Object.keys(KINDS)];

/** Of a management scope: what it says as the policies do, and whether it is there. */
function describeManagementScope({ scope: { planned } }: CandidateScope): string {
  const [group] = planned.groups;
  const same =
    group === undefined
      ? "it names the same mailboxes as the policies"
      : "it follows the same groups as the policies";
  return planned.exists
    ? `${same}, and it exists: nothing but its assignments is new`
    : `${same}, it can be previewed before it exists, and nothing but the scope and its assignments is new`;
}

const describeKind = (scope: CandidateScope): string =>
  scope.kind === "managementScope" ? describeManagementScope(scope) : KINDS[scope.kind];

/**
 * Puts candidates in order of rank by written rules, and says of each why it stands where it stands.
 *
 * The first is recommended, and only where it changes nobody's access and not everybody may join it: none is where
 * none is so.
 */
export function rankCandidates<Judged extends JudgedCandidate>(
  judged: readonly Judged[],
): readonly RankedCandidate<Judged>[] {
  const sorted = judged.toSorted(compare);
  return sorted.map((candidate, at) => {
    const recommended =
      at === 0 && candidate.verdict === "equivalent" && !candidate.scope.openToAnybody;
    return { candidate, recommended, why: explain(candidate, sorted[at - 1], recommended) };
  });
}

function compare(a: JudgedCandidate, b: JudgedCandidate): number {
  const rule = decidingRule(a, b);
  if (rule !== undefined) return rule.rank(a) - rule.rank(b);
  const kinds = KIND_ORDER.indexOf(a.scope.kind) - KIND_ORDER.indexOf(b.scope.kind);
  return kinds === 0 ? byText(a.scope.key, b.scope.key) : kinds;
}

const decidingRule = (a: JudgedCandidate, b: JudgedCandidate): Rule | undefined =>
  RULES.find(({ rank }) => rank(a) !== rank(b));

function explain(
  candidate: JudgedCandidate,
  before: JudgedCandidate | undefined,
  recommended: boolean,
): string {
  const { scope, verdict } = candidate;
  const rule = before === undefined ? undefined : decidingRule(before, candidate);
  const parts = [
    ...(verdict === "equivalent" ? [] : [CHANGES[verdict]]),
    describeKind(scope),
    ...(before === undefined && scope.openToAnybody ? [OPEN] : []),
    ...(rule === undefined || before === undefined
      ? []
      : [`it stands behind ${before.scope.title}: ${whyBehind(rule, candidate)}`]),
  ];
  return `${recommended ? "recommended: " : ""}${parts.join("; ")}`;
}

const whyBehind = ({ behind }: Rule, second: JudgedCandidate): string =>
  typeof behind === "string" ? behind : behind(second);

const OPEN = "not recommended: anybody in the tenant may join its group, and so widen the scope";

const CHANGES: Readonly<Record<Exclude<Verdict, "equivalent">, string>> = {
  narrower: "it would take mailboxes away",
  wider: "it would add mailboxes",
  mixed: "it would add mailboxes and take others away",
  unproven: "whom it would reach cannot be told",
};
