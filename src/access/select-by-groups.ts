import { compileFilter } from "../opath/evaluate-filter.ts";
import type { Comparison, UnmixedFilter } from "../opath/filter-ast.ts";
import type { FilterableRecipient } from "../opath/filterable-recipient.ts";
import { complement, intersect, union, unionAll, type MailboxSet } from "../sets/mailbox-set.ts";
import {
  both,
  either,
  everybody,
  neither,
  nobody,
  possible,
  type Membership,
} from "../sets/membership.ts";

/** What a filter is asked of. */
export interface Selection {
  /** Direct members of the group with a folded distinguished name. */
  readonly membersOf: (foldedDn: string) => Membership;
  /** Asks every mailbox: slow, and good for any filter. */
  readonly walk: (filter: UnmixedFilter) => Membership;
}

/**
 * The mailboxes that a filter selects, from the members of the groups that it names as sets: a scope of three groups
 * among a million mailboxes takes no walk over them. Parts that name no group are walked together.
 *
 * INVARIANT: what every mailbox would answer alone is what the sets say.
 */
export function selectByGroups(filter: UnmixedFilter, selection: Selection): Membership {
  if (!namesGroup(filter)) return selection.walk(filter);
  switch (filter.kind) {
    case "comparison":
      return byMembership(filter, selection);
    case "not":
      return neither(selectByGroups(filter.operand, selection));
    case "and":
    case "or": {
      const join = filter.kind === "and" ? both : either;
      return partsOf(filter)
        .map((part) => selectByGroups(part, selection))
        .reduce((all, one) => join(all, one), filter.kind === "and" ? everybody : nobody);
    }
  }
}

/** The operands that name groups, and all others as one. */
function partsOf({
  kind,
  operands,
}: Extract<UnmixedFilter, { kind: "and" | "or" }>): readonly UnmixedFilter[] {
  const others = operands.filter((operand) => !namesGroup(operand));
  const [only] = others;
  if (only === undefined) return operands;
  const rest: UnmixedFilter = others.length === 1 ? only : { kind, operands: others };
  return [...operands.filter(namesGroup), rest];
}

function namesGroup(filter: UnmixedFilter): boolean {
  switch (filter.kind) {
    case "comparison":
      return filter.property.toLowerCase() === "memberofgroup";
    case "not":
      return namesGroup(filter.operand);
    case "and":
    case "or":
      return filter.operands.some(namesGroup);
  }
}

const ANSWERS = ["true", "false", "unknown"] as const;

/** Asks the comparison what it makes of each answer that a group can give, then takes the group's members for it. */
function byMembership(filter: Comparison, { membersOf, walk }: Selection): Membership {
  const select = compileFilter(filter);
  const asked = new Set<string>();
  let readsProperty = false;
  const outcomes = ANSWERS.map((answer) => {
    const recipient: FilterableRecipient = {
      memberOf: (foldedDn) => {
        asked.add(foldedDn);
        return answer;
      },
      property: () => {
        readsProperty = true;
        return { status: "notRead" };
      },
    };
    return select(recipient).value;
  });
  const [dn] = asked;
  if (readsProperty || asked.size !== 1 || dn === undefined) return walk(filter);
  const members = membersOf(dn);
  const answered = [members.yes, complement(possible(members)), members.maybe];
  const having = (outcome: string): MailboxSet =>
    unionAll(answered.filter((_set, at) => outcomes[at] === outcome));
  return { yes: having("true"), maybe: having("unknown") };
}

/** What two readings of one filter agree on; all else is open. */
export function agreed(one: Membership, other: Membership): Membership {
  const yes = intersect(one.yes, other.yes);
  const no = intersect(complement(possible(one)), complement(possible(other)));
  return { yes, maybe: complement(union(yes, no)) };
}
