import type { AppShape } from "../mapping/app-shape.ts";
import type { AppDecision, Decisions } from "../model/decisions.ts";
import { ABSENCES, APP_LISTS } from "../model/absences.ts";
import { gapsIn, type SectionState } from "../model/unread.ts";
import type { AppPlan } from "../model/plan-app.ts";
import type { SectionName } from "../model/sections.ts";
import type { Tenant } from "../model/snapshot.ts";
import { parseFilter } from "../opath/parse-filter.ts";
import { underline } from "../opath/underline.ts";
import { checkKeepDecision } from "./check-keep-decision.ts";
import { checkScopeDecision } from "./check-scope-decision.ts";
import { isSettled } from "./settled-shape.ts";
import { verdictOf } from "./accept-plan.ts";

/** An app with what its evidence and its decision came to. */
export interface DecidedApp {
  readonly plan: AppPlan;
  readonly shape: AppShape["kind"];
  /** Its policies let it into no mailbox, whatever roles in Exchange do. */
  readonly admitsNobody: boolean;
}

/**
 * Lists what is wrong with decisions: apps that nobody knows, filters that cannot be read, decisions on what an app
 * does not have to decide, and acceptances that contradict the proof. A stale acceptance is not wrong, only void.
 */
export function checkDecisions(
  decisions: Decisions,
  tenant: Tenant,
  {
    apps,
    appIds,
    coverage,
  }: {
    readonly apps: readonly DecidedApp[];
    /** Every app of the tenant, those without anything to plan and those that can be restored included. */
    readonly appIds: ReadonlySet<string>;
    readonly coverage: readonly SectionState[];
  },
): readonly string[] {
  if (decisions.tenantId !== tenant.id) {
    return [`they are for the tenant ${decisions.tenantId}, the evidence is of ${tenant.id}`];
  }
  return Object.entries(decisions.apps).flatMap(([appId, decision]) => {
    const app = apps.find(({ plan }) => plan.appId === appId);
    if (app !== undefined) {
      return checkApp(app, decision).map((trouble) => `${appId}: ${trouble}`);
    }
    // Once everything is done nothing of an app may be left to show: what was decided of it is good all the same.
    if (appIds.has(appId)) return [];
    // While a list that names apps is missing, an app that nobody knows may be there all the same.
    const isKnownMissing = gapsIn(coverage, NAMING_APPS).length === 0;
    return isKnownMissing ? [`${appId}: ${UNKNOWN_APP}`] : [];
  });
}

/** The lists that name an app, if only as one that was deleted. */
const NAMING_APPS: readonly SectionName[] = [...APP_LISTS, "graph/deletedServicePrincipals"];

/** A slip of the pen, or an app that nothing but its policies named, once they are deleted. */
const UNKNOWN_APP = `no such app in this evidence, ${ABSENCES.noSuchApp.text}; if it went with its last policy, take out what was decided of it`;

function checkApp(app: DecidedApp, decision: AppDecision): readonly string[] {
  return [
    ...checkIntendedScope(app.plan, decision),
    ...checkReachesNobody(app, decision),
    ...checkScopeDecision(app.plan, app.shape, decision),
    ...checkKeepDecision(app.plan, decision),
    ...checkAcceptance(app.plan, decision),
  ];
}

function checkIntendedScope({ policies }: AppPlan, { intendedScope }: AppDecision): string[] {
  if (intendedScope === undefined) return [];
  const parsed = parseFilter(intendedScope.filter);
  if (!parsed.ok) return [`intendedScope: ${underline(intendedScope.filter, parsed.error)}`];
  return policies === null || policies.length === 0
    ? []
    : ["intendedScope: policies say whom it reaches; a scope is decided where none does"];
}

function checkReachesNobody(
  { plan: { policies, permissions }, shape, admitsNobody }: DecidedApp,
  { reachesNobody }: AppDecision,
): string[] {
  const isGood = admitsNobody || isSettled(shape) || shape === "blocked";
  if (reachesNobody === undefined || isGood) return [];
  const isGoverned = permissions.some(({ kind }) => kind === "governed");
  if (!isGoverned) return [];
  return policies?.length === 0
    ? [`reachesNobody: ${ABSENCES.noPolicyNamesIt.text}, so that its grants reach every mailbox`]
    : ["reachesNobody: its policies admit mailboxes"];
}

function checkAcceptance(plan: AppPlan, { accept }: AppDecision): string[] {
  if (accept === undefined || accept.changeHash !== plan.changeHash) return [];
  const verdict = verdictOf(plan);
  return accept.verdict === verdict
    ? []
    : [`accept: it names the verdict ${accept.verdict}, the proof says ${verdict}`];
}
