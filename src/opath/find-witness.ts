import { compileFilter } from "./evaluate-filter.ts";
import type { UnmixedFilter } from "./filter-ast.ts";
import type { FilterableRecipient } from "./filterable-recipient.ts";
import { foldCase } from "./fold-text.ts";
import { listChoices } from "./list-choices.ts";
import type { Choice } from "./list-choices.ts";

/** Up to so many invented recipients, every combination is tried. */
const MAX_COMBINATIONS = 4096;

/**
 * Invents a recipient that one filter selects and the other does not; nothing if the search finds
 * none, which proves nothing.
 *
 * INVARIANT: the verdicts on the witness are true and false, never unknown.
 */
export function findWitness(
  one: UnmixedFilter,
  other: UnmixedFilter,
): FilterableRecipient | undefined {
  const left = compileFilter(one);
  const right = compileFilter(other);
  const choices = listChoices([one, other]);
  for (const picks of listPicks(choices.map(({ options }) => options.length))) {
    const recipient = inventRecipient(choices, picks);
    const verdicts = [left(recipient).value, right(recipient).value];
    if (verdicts.includes("true") && verdicts.includes("false")) return recipient;
  }
  return undefined;
}

/** Yields every combination if there are few; else those near "nothing set" and "all matching". */
function* listPicks(sizes: readonly number[]): Generator<readonly number[]> {
  const combinations = sizes.reduce((product, size) => product * size, 1);
  if (combinations <= MAX_COMBINATIONS) yield* listCombinations(sizes, combinations);
  else for (const base of [0, 1]) yield* listNeighbours(sizes, base);
}

function* listCombinations(
  sizes: readonly number[],
  combinations: number,
): Generator<readonly number[]> {
  for (let index = 0; index < combinations; index += 1) {
    let rest = index;
    yield sizes.map((size) => {
      const pick = rest % size;
      rest = Math.floor(rest / size);
      return pick;
    });
  }
}

/** Yields the combination that picks `base` everywhere, then all that differ from it in one pick. */
function* listNeighbours(sizes: readonly number[], base: number): Generator<readonly number[]> {
  const picks = sizes.map((size) => Math.min(base, size - 1));
  yield picks;
  for (const [position, size] of sizes.entries()) {
    for (let pick = 0; pick < size; pick += 1) yield picks.with(position, pick);
  }
}

function inventRecipient(
  choices: readonly Choice[],
  picks: readonly number[],
): FilterableRecipient {
  const properties = new Map<string, unknown>();
  const groups = new Set<string>();
  choices.forEach(({ kind, name, options }, index) => {
    const option = options[picks[index] ?? 0];
    if (kind === "property") properties.set(name, option);
    else if (option === true) groups.add(name);
  });
  // A recipient's primary address is among its addresses, its groups make up MemberOfGroup.
  const primary = properties.get("primarysmtpaddress");
  if (typeof primary === "string")
    properties.set("emailaddresses", [properties.get("emailaddresses"), `SMTP:${primary}`]);
  properties.set("memberofgroup", [...groups]);
  return {
    property: (name) => ({ status: "read", value: properties.get(foldCase(name)) }),
    memberOf: (foldedDn) => (groups.has(foldedDn) ? "true" : "false"),
  };
}
