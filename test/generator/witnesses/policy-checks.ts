import { sidOf } from "../ids.ts";
import type { ParentedLine } from "../rows/raw-row.ts";
import { isRead, membersSeen, nestedGroups, policiesOf, populationOf } from "../sight.ts";
import type { PolicyDescription, TenantDescription } from "../tenant-description.ts";
import { policyAnswer } from "./service-answers.ts";

/** One question that the scan has of the policy layer. `notFound` = no mailbox would answer it. */
export type PolicyQuestion =
  | { readonly kind: "asked"; readonly app: string; readonly mailbox: string }
  | {
      readonly kind: "notFound";
      readonly app: string;
      readonly nestedGroup: string;
    };

/**
 * The questions of a scan, for each app that a policy names: a direct member, a non-member, and for each nested
 * group the first mailbox that is reached only through it. First = lowest id.
 */
export function policyQuestions(tenant: TenantDescription): readonly PolicyQuestion[] {
  if (!isRead(tenant, "exchange/applicationAccessPolicies")) return [];
  const named = new Set(tenant.policies.map(({ app }) => app).filter((app) => app !== "*"));
  const questions = [...named].flatMap((app) => questionsOf(tenant, app));
  const byKey = new Map(questions.map((question) => [questionKey(question), question]));
  return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, question]) => question);
}

/** The parent key of a question: `<appId>/<mailbox>`, or `<appId>/<nested group>` where no mailbox was found. */
export const questionKey = (question: PolicyQuestion): string =>
  question.kind === "asked"
    ? `${question.app}/${question.mailbox}`
    : `${question.app}/${question.nestedGroup}`;

/** The line that the service's answer to a question makes. */
export function policyCheckLine(
  tenant: TenantDescription,
  { app, mailbox }: { readonly app: string; readonly mailbox: string },
): ParentedLine {
  const answer = policyAnswer(tenant, app, mailbox);
  const localised = answer === "Granted" ? "Accordé" : "Refusé";
  return {
    appId: app,
    mailbox,
    row: {
      AppId: app,
      Mailbox: tenant.recipients.find(({ key }) => key === mailbox)?.name ?? mailbox,
      MailboxId: mailbox,
      MailboxSid: sidOf(mailbox),
      AccessCheckResult: tenant.localisedPolicyChecks === true ? localised : answer,
    },
  };
}

function questionsOf(tenant: TenantDescription, app: string): PolicyQuestion[] {
  const reaches = policiesOf(tenant, app).map((policy) => reachOf(tenant, policy));
  const population = populationOf(tenant);
  const direct = population.find((mailbox) => reaches.some((reach) => reach.direct.has(mailbox)));
  const stranger = population.find(
    (mailbox) => !reaches.some((reach) => isReached(reach, mailbox)),
  );
  const nested = reaches.flatMap((reach) =>
    [...reach.nested.keys()].map((group) =>
      nestedQuestion({ app, group, reach, reaches }, population),
    ),
  );
  const plain = [direct, stranger].flatMap((mailbox) =>
    mailbox === undefined ? [] : [{ kind: "asked" as const, app, mailbox }],
  );
  return [...plain, ...nested.flat()];
}

interface Reach {
  readonly direct: ReadonlySet<string>;
  /** Members of each nested group; null = not read. */
  readonly nested: ReadonlyMap<string, readonly string[] | null>;
}

function reachOf(tenant: TenantDescription, { scope }: PolicyDescription): Reach {
  const seen = (key: string): readonly string[] => membersSeen(tenant, key) ?? [];
  const groups = nestedGroups(tenant, scope, seen);
  return {
    direct: new Set([scope, ...seen(scope)]),
    nested: new Map(groups.map((group) => [group, membersSeen(tenant, group)])),
  };
}

function nestedQuestion(
  about: {
    readonly app: string;
    readonly group: string;
    readonly reach: Reach;
    readonly reaches: readonly Reach[];
  },
  population: readonly string[],
): PolicyQuestion[] {
  const { app, group, reach, reaches } = about;
  const members = reach.nested.get(group) ?? null;
  // Nobody can tell whom to ask about: a scan leaves it out.
  if (members === null) return [];
  const others = reaches.filter((other) => other !== reach);
  const first = population.find(
    (mailbox) =>
      members.includes(mailbox) &&
      !reach.direct.has(mailbox) &&
      groupsHolding(reach, mailbox) === 1 &&
      !others.some((other) => isReached(other, mailbox)),
  );
  if (first === undefined) return [{ kind: "notFound", app, nestedGroup: group }];
  return [{ kind: "asked", app, mailbox: first }];
}

const isReached = (reach: Reach, mailbox: string): boolean =>
  reach.direct.has(mailbox) || groupsHolding(reach, mailbox) > 0;

const groupsHolding = ({ nested }: Reach, mailbox: string): number =>
  [...nested.values()].filter((members) => members?.includes(mailbox) === true).length;
