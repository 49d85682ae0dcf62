import type { AppDecision, OpenDecision } from "../../src/model/decisions.ts";
import type { ImpersonationDecision } from "../../src/model/impersonation-decision.ts";
import type { AppPlan } from "../../src/model/plan-app.ts";
import type { Plan } from "../../src/model/plan-document.ts";
import { printFilter, type FilterTree } from "../generator/filter-tree.ts";
import { groupKey, mailboxKey } from "../generator/ids.ts";
import type { Random } from "../generator/random.ts";
import { groupDn } from "../generator/rows/distinguished-name.ts";
import { isGroup, isRead } from "../generator/sight.ts";
import type {
  ImpersonationAssignment,
  TenantDescription,
} from "../generator/tenant-description.ts";
import type { DrawnDecisions } from "./planned-tenant.ts";

/**
 * Decides what somebody could, knowing the undecided plan: answers to some of its questions, other scopes than the
 * default for some apps, permissions that stay, times, and which app does the work of some accounts.
 */
export function drawDecisions(
  random: Random,
  tenant: TenantDescription,
  { openDecisions, apps }: Plan,
): DrawnDecisions {
  const answers = new Map(
    random
      .some(openDecisions)
      .flatMap((question): [string, AppDecision][] =>
        "appId" in question ? [[question.appId, answer(random, tenant, question)]] : [],
      ),
  );
  const decided = apps.flatMap((app): [string, AppDecision][] => {
    if (app.appId === null) return [];
    const own = { ...choice(random, app), ...answers.get(app.appId) };
    return Object.keys(own).length === 0 ? [] : [[app.appId, own]];
  });
  return { apps: Object.fromEntries(decided), impersonation: decideAccounts(random, tenant) };
}

/** What is decided of an app that nobody asked about. */
function choice(random: Random, { candidates: offered, permissions }: AppPlan): AppDecision {
  const movable = permissions.filter(({ kind }) => kind === "governed");
  const scope = offered.length > 0 && random.once(3) ? random.pick(offered).id : undefined;
  // Whoever keeps everything has nothing to choose a scope for.
  const mayKeep = movable.length > (scope === undefined ? 0 : 1);
  return {
    ...(scope === undefined ? {} : { scope }),
    ...(mayKeep && random.once(5) ? { keep: [random.pick(movable).permission] } : {}),
    ...(random.once(6) ? { observationDays: random.pick([8, 30]) } : {}),
  };
}

function answer(random: Random, tenant: TenantDescription, asked: OpenDecision): AppDecision {
  switch (asked.decision) {
    case "intendedScope": {
      const tree = random.pick(INTENDED.filter((one) => namesLiveGroups(tenant, one)));
      return { intendedScope: { filter: printFilter(tree, (key) => groupDn(tenant, key)) } };
    }
    case "reachesNobody":
      return { reachesNobody: random.pick(["move", "remove"] as const) };
    default:
      return asked.example;
  }
}

const [group, other] = [1, 2].map((number): FilterTree => ({
  kind: "memberOf",
  group: groupKey(number),
})) as [FilterTree, FilterTree];
const self: FilterTree = {
  kind: "eq",
  property: "ExternalDirectoryObjectId",
  value: mailboxKey(2),
};

const INTENDED: readonly FilterTree[] = [
  self,
  group,
  { kind: "eq", property: "Department", value: "sales" },
  { kind: "like", property: "CustomAttribute1", prefix: "bo" },
  { kind: "blank", property: "Office" },
  { kind: "or", left: group, right: self },
  { kind: "and", left: group, right: { kind: "not", inner: other } },
  { kind: "ne", property: "RecipientTypeDetails", value: "SharedMailbox" },
];

const namesLiveGroups = (tenant: TenantDescription, tree: FilterTree): boolean => {
  if (tree.kind === "memberOf") return isGroup(tenant, tree.group);
  if (tree.kind === "not") return namesLiveGroups(tenant, tree.inner);
  return !("left" in tree) || [tree.left, tree.right].every((one) => namesLiveGroups(tenant, one));
};

/** Of every third account or so nobody knows which app does its work. */
function decideAccounts(
  random: Random,
  tenant: TenantDescription,
): DrawnDecisions["impersonation"] {
  const isKnown = [
    "exchange/roleAssignments",
    "exchange/impersonationEffectiveUsers",
    "exchange/managementScopes",
  ] as const;
  if (!isKnown.every((section) => isRead(tenant, section))) return {};
  const items = tenant.impersonation.assignments.flatMap((assignment) =>
    usersOf(assignment).map((user) => ({ id: `${assignment.guid ?? ""}/${user}`, assignment })),
  );
  const decided = items.filter(() => !random.once(3));
  return Object.fromEntries(
    decided.map(({ id, assignment }) => [id, decideAccount(random, tenant, assignment)]),
  );
}

/** The users of an assignment, as its items name them. */
const usersOf = ({
  assigneeType,
  assignee,
  members,
}: ImpersonationAssignment): readonly string[] => (assigneeType === "User" ? [assignee] : members);

const REPLACING = ["Mail.Read", "Mail.Send", "Contacts.Read", "EWS.AccessAsApp"];

function decideAccount(
  random: Random,
  tenant: TenantDescription,
  { scope }: ImpersonationAssignment,
): ImpersonationDecision {
  const apps = tenant.apps.filter(({ servicePrincipalId }) => servicePrincipalId !== null);
  if (apps.length === 0 || random.once(6)) return { application: null };
  const filter = `memberofgroup -eq '${groupDn(tenant, random.pick(tenant.groups).key)}'`;
  return {
    application: random.pick(apps).appId,
    permissions: [random.pick(REPLACING)],
    scope: scope === null || random.once(2) ? { filter } : "carryOver",
  };
}
