import type { AppAccess } from "../access/app-access.ts";
import { isBuiltInAssignment } from "../access/built-in-assignment.ts";
import type { Known } from "../access/known.ts";
import { holderId, type ImpersonationHolder } from "../access/resolve-impersonation.ts";
import type { TenantFacts } from "../access/tenant-facts.ts";
import { ABSENCES, APP_LISTS } from "../model/absences.ts";
import { byText } from "../model/by-text.ts";
import { DEADLINES } from "../model/deadlines.ts";
import type { ManagementScopeRow } from "../model/exchange-rows.ts";
import type { ImpersonationDecision } from "../model/impersonation-decision.ts";
import { APPLICATION_ROLES } from "../model/permission-table.ts";
import { gapsIn, type SectionState } from "../model/unread.ts";
import { parseFilter } from "../opath/parse-filter.ts";
import { underline } from "../opath/underline.ts";
import { carryScopeOver } from "./carry-scope-over.ts";
import { deriveScope, type DerivedScope } from "./derive-scope.ts";
import { mergeNewAccess, roleOfPermission } from "./merge-new-access.ts";
import type { NewAccess } from "./new-access.ts";
import { isRefusal, rejected, unknown, type Refusal } from "./refusal.ts";
import { HYBRID, whatHinders } from "./shape-reasons.ts";

/** What became of the decision on one impersonation item. */
export type DecidedItem =
  | { readonly kind: "undecided" }
  /** The decision cannot be carried out as it stands. */
  | { readonly kind: "open"; readonly refusals: readonly Refusal[] }
  /** Nobody uses the account's impersonation any more. */
  | { readonly kind: "unused" }
  | { readonly kind: "replaced"; readonly appId: string; readonly access: NewAccess };

/** A tenant as far as decisions on impersonating accounts rest on it. */
export interface ImpersonationTenant {
  readonly facts: TenantFacts;
  readonly apps: readonly AppAccess[];
  readonly scopes: Known<readonly ManagementScopeRow[]>;
  readonly coverage: readonly SectionState[];
}

export interface DecidedImpersonation {
  readonly items: ReadonlyMap<ImpersonationHolder, DecidedItem>;
  /** By app id. */
  readonly newAccess: ReadonlyMap<string, readonly NewAccess[]>;
}

/**
 * Carries decisions on impersonating accounts out: which app replaces each account, with which roles, in which scope.
 *
 * No object stands for the account itself: an impersonation assignment belongs to a user, a role to an application.
 *
 * INVARIANT: what cannot be carried out as it was decided gives no access, and its item says why.
 *
 * @see https://techcommunity.microsoft.com/blog/exchange/retirement-of-rbac-application-impersonation-in-exchange-online/4062671
 *   "app registration, application permission, RBAC for Applications" (2024-02-20, edited)
 */
export function decideImpersonation(
  tenant: ImpersonationTenant,
  holders: readonly ImpersonationHolder[],
  decisions: Readonly<Record<string, ImpersonationDecision>>,
): DecidedImpersonation {
  const items = new Map(
    holders.map((holder) => [
      holder,
      decideHolder(tenant, holder, decisions[holderId(holder).toLowerCase()]),
    ]),
  );
  const byApp = new Map<string, readonly NewAccess[]>();
  for (const item of items.values()) {
    if (item.kind !== "replaced") continue;
    byApp.set(item.appId, [...(byApp.get(item.appId) ?? []), item.access]);
  }
  const newAccess = [...byApp].map(([app, given]) => [app, mergeNewAccess(given)] as const);
  return { items, newAccess: new Map(newAccess) };
}

function decideHolder(
  tenant: ImpersonationTenant,
  holder: ImpersonationHolder,
  decision: ImpersonationDecision | undefined,
): DecidedItem {
  if (decision === undefined) return { kind: "undecided" };
  const hindrance = whyNotDecided(tenant, holder);
  if (hindrance !== null) return { kind: "open", refusals: [hindrance] };
  const { application } = decision;
  return application === null
    ? decideUnused(decision)
    : replaceAccount(tenant, holder, { ...decision, application });
}

/** What keeps an item from being decided at all. */
function whyNotDecided(
  { facts }: ImpersonationTenant,
  { row, effectiveUser }: ImpersonationHolder,
): Refusal | null {
  if (facts.snapshot.environment === "exchangeOnPremises") {
    return rejected(
      "on-premises evidence is inventory only: RBAC for Applications exists in Exchange Online only",
    );
  }
  if (isBuiltInAssignment(row)) {
    return rejected("the assignment came with Exchange and stays, whatever is decided");
  }
  const isGroup = row.roleAssigneeType?.toLowerCase().includes("group") ?? true;
  return effectiveUser === null && isGroup
    ? unknown("its effective users were not told: they are decided one by one")
    : null;
}

function decideUnused({ permissions, scope }: ImpersonationDecision): DecidedItem {
  if (permissions === undefined && scope === undefined) return { kind: "unused" };
  const why =
    "application is null, and permissions and scope need an app: name it, or leave them out";
  return { kind: "open", refusals: [rejected(why)] };
}

type Replacement = ImpersonationDecision & { readonly application: string };

function replaceAccount(
  tenant: ImpersonationTenant,
  holder: ImpersonationHolder,
  decision: Replacement,
): DecidedItem {
  const app = findApp(tenant, decision.application);
  const roles = rolesOf(tenant, decision.permissions ?? []);
  const scope = scopeOf(tenant, holder, { decision, app: isRefusal(app) ? null : app });
  const refusals = [app, ...roles, scope].filter(
    (one) => typeof one === "object" && isRefusal(one),
  );
  if (isRefusal(app) || isRefusal(scope) || refusals.length > 0) {
    return { kind: "open", refusals: refusals.filter((one) => one !== PENDING) };
  }
  const names = roles.filter((role) => typeof role === "string");
  return {
    kind: "replaced",
    appId: decision.application,
    access: {
      items: [holderId(holder)],
      roles: [...new Set(names)].toSorted(byText),
      scope,
      carriedOver: decision.scope === "carryOver",
    },
  };
}

/** The app of a decision, if a plan may speak of it. */
function findApp({ apps, coverage }: ImpersonationTenant, appId: string): AppAccess | Refusal {
  const app = apps.find((one) => one.appId === appId);
  if (app === undefined) {
    const gaps = gapsIn(coverage, APP_LISTS);
    return gaps.length === 0
      ? rejected(`application: ${appId} is not in this evidence, ${ABSENCES.noSuchApp.text}`)
      : unknown(`application: ${appId} is not among the apps that were read`);
  }
  if (app.setApart === "exchangeHybrid") return rejected(`application: ${HYBRID}`);
  return app.setApart === "microsoftFirstParty"
    ? rejected("application: an app of Microsoft's own is shown, not planned")
    : app;
}

const DECIDABLE = APPLICATION_ROLES.filter(({ composite }) => !composite).flatMap(
  ({ permissions }) => permissions,
);

function rolesOf(
  { facts }: ImpersonationTenant,
  permissions: readonly string[],
): readonly (string | Refusal)[] {
  if (permissions.length === 0) {
    return [rejected("permissions: name at least one that the app is to have, such as Mail.Read")];
  }
  return permissions.map((permission) => {
    const role = roleOfPermission(permission);
    if (role === undefined) {
      return rejected(
        `permissions: \`${permission}\` is not what an application role grants; those that can be decided: ${DECIDABLE.join(", ")}`,
      );
    }
    return permission === "EWS.AccessAsApp" && isOver(facts, DEADLINES.ewsEnd.date)
      ? rejected(`permissions: EWS ended on ${DEADLINES.ewsEnd.date}: decide Graph permissions`)
      : role.role;
  });
}

const isOver = ({ snapshot }: TenantFacts, date: string): boolean =>
  Date.parse(snapshot.collectedAt) >= Date.parse(date);

/** Stands for a scope that cannot be derived before its app is known; that is told by the app. */
const PENDING = unknown("");

function scopeOf(
  tenant: ImpersonationTenant,
  holder: ImpersonationHolder,
  { decision, app }: { readonly decision: Replacement; readonly app: AppAccess | null },
): DerivedScope | Refusal {
  const { scope } = decision;
  if (scope === undefined) {
    return rejected(
      'scope: say "carryOver", or a filter of the mailboxes that the app is to reach',
    );
  }
  if (scope === "carryOver") return carryScopeOver(tenant.facts, tenant.scopes, holder);
  const parsed = parseFilter(scope.filter);
  if (!parsed.ok) return rejected(`scope: ${underline(scope.filter, parsed.error)}`);
  if (app === null) return PENDING;
  const { displayName } = app;
  const state = { facts: tenant.facts, scopes: tenant.scopes, app };
  const derived = deriveScope(
    state,
    { appId: decision.application, displayName },
    { filter: parsed.filter, named: [] },
  );
  const [hindrance] = whatHinders(state, derived);
  return hindrance === undefined ? derived : unknown(`scope: ${hindrance.text}`);
}
