import {
  isAnswered,
  isParentRead,
  isRead,
  membersSeen,
  nestedGroups,
  policiesOf,
} from "../generator/sight.ts";
import type { PolicyDescription, TenantDescription } from "../generator/tenant-description.ts";
import { policyQuestions, questionKey } from "../generator/witnesses/policy-checks.ts";
import { policyAnswer } from "../generator/witnesses/service-answers.ts";
import { allOf, anyOf, negate, type Answer } from "./answer.ts";

/** What a policy check said of one mailbox. */
interface Check {
  readonly mailbox: string;
  readonly granted: boolean;
}

/** Whether a policy reaches the members of one nested group, as far as anybody knows. */
type Honours = (policy: PolicyDescription, nested: string) => Answer;

/**
 * Whether the policies let an app into a mailbox: never a denied one; only restricted ones, where any policy
 * restricts; a nested member only if a policy check spoke for its policy and group. A check on the mailbox itself
 * decides what is open.
 */
export function answerPolicies(tenant: TenantDescription, app: string, mailbox: string): Answer {
  if (!isAnswered(tenant, "exchange/applicationAccessPolicies")) return null;
  if (!isRead(tenant, "exchange/applicationAccessPolicies")) return true;
  const checks = checksOf(tenant, app);
  const honours: Honours = (policy, nested) => speaksFor(tenant, { app, policy, nested }, checks);
  const ours = decide(tenant, { app, mailbox }, honours);
  if (ours !== null) return ours;
  return checks.find((check) => check.mailbox === mailbox)?.granted ?? null;
}

function decide(
  tenant: TenantDescription,
  { app, mailbox }: { readonly app: string; readonly mailbox: string },
  honours: Honours,
): Answer {
  const policies = policiesOf(tenant, app);
  const inScope = (policy: PolicyDescription): Answer =>
    isInScope(tenant, policy, mailbox, honours);
  const denied = anyOf(policies.filter((one) => one.accessRight === "DenyAccess").map(inScope));
  const restricting = policies.filter((one) => one.accessRight === "RestrictAccess");
  const admitted = restricting.length === 0 ? true : anyOf(restricting.map(inScope));
  return allOf([negate(denied), admitted]);
}

function isInScope(
  tenant: TenantDescription,
  policy: PolicyDescription,
  mailbox: string,
  honours: Honours,
): Answer {
  if (policy.scope === mailbox) return true;
  const direct = membersSeen(tenant, policy.scope);
  if (direct === null) return null;
  if (direct.includes(mailbox)) return true;
  const ways = nestedOf(tenant, policy).map((nested) =>
    allOf([membersSeen(tenant, nested)?.includes(mailbox) ?? null, honours(policy, nested)]),
  );
  return anyOf(ways);
}

/** An answer speaks for a policy and a nested group when one of their two readings cannot be, whatever the others are. */
function speaksFor(
  tenant: TenantDescription,
  about: { readonly app: string; readonly policy: PolicyDescription; readonly nested: string },
  checks: readonly Check[],
): Answer {
  const { app, policy, nested } = about;
  for (const { mailbox, granted } of checks) {
    if (membersSeen(tenant, nested)?.includes(mailbox) !== true) continue;
    const ifSo = (answer: boolean): Answer =>
      decide(tenant, { app, mailbox }, (onePolicy, oneNested) =>
        onePolicy === policy && oneNested === nested ? answer : null,
      );
    const [whenHonoured, whenIgnored] = [ifSo(true), ifSo(false)];
    const [notHonoured, notIgnored] = [whenHonoured === !granted, whenIgnored === !granted];
    if (notHonoured !== notIgnored) return notIgnored;
  }
  return null;
}

/** Which questions were asked is the same for every mailbox: a tenant's are worked out once. */
const CHECKS = new WeakMap<TenantDescription, Map<string, readonly Check[]>>();

function checksOf(tenant: TenantDescription, app: string): readonly Check[] {
  const known = CHECKS.get(tenant) ?? new Map<string, readonly Check[]>();
  CHECKS.set(tenant, known);
  const checks = known.get(app) ?? answeredChecks(tenant, app);
  known.set(app, checks);
  return checks;
}

function answeredChecks(tenant: TenantDescription, app: string): readonly Check[] {
  if (tenant.localisedPolicyChecks === true) return [];
  return policyQuestions(tenant).flatMap((question) => {
    if (question.kind !== "asked" || question.app !== app) return [];
    if (!isParentRead(tenant, "exchange/policyChecks", questionKey(question))) return [];
    const granted = policyAnswer(tenant, app, question.mailbox) === "Granted";
    return [{ mailbox: question.mailbox, granted }];
  });
}

const nestedOf = (tenant: TenantDescription, { scope }: PolicyDescription): readonly string[] =>
  nestedGroups(tenant, scope, (key) => membersSeen(tenant, key) ?? []);
