import { ABSENCES } from "../../model/absences.ts";
import type {
  AppPlan,
  ExistingAssignment,
  Gate,
  PlannedScope,
  LegacyPolicy,
  PolicyScope,
} from "../../model/plan-app.ts";
import type { Step } from "../../model/plan-step.ts";
import { nameOfApp } from "../name-of-app.ts";
import { renderCounted, renderMoments } from "../render-count.ts";
import { renderInstant } from "../render-instant.ts";
import { sharedBefore } from "../made-before.ts";
import type { ApprovalView } from "./approval-view.ts";
import { candidateView } from "./candidate-view.ts";
import { ownerQuestions } from "./change-record/owner-questions.ts";
import { recordsOf } from "./change-record/record-of-app.ts";
import { mailboxText, mailboxView, memberLists } from "./members-view.ts";
import { newAccessViews } from "./new-access-view.ts";
import { permissionView } from "./permission-view.ts";
import type { ReportInput } from "./report-input.ts";
import type { AppFindingView, AppView, PolicyView, ScopeView } from "./report-view.ts";
import type { ScriptView } from "./scripts-view.ts";
import { APP_STATUS_WORDS, GATE_STATE_WORDS } from "./status-words.ts";
import type { StepTimes } from "../wave-times.ts";
import { changeViews } from "./step-view.ts";
import { RISK_WORDS } from "./waves-view.ts";
import { whyViews } from "./why-view.ts";

const GATES: Readonly<Record<Gate["rule"], string>> = {
  appEnabled: "Sign-in of the app",
  ewsTenantSettings: "EWS settings of the tenant",
  exoAppRbacEnforcement: "Enforcement of RBAC for Applications",
};

const SET_APART: Readonly<Record<NonNullable<AppPlan["setApart"]>, string>> = {
  microsoftFirstParty: "Microsoft's own app: never planned.",
  exchangeHybrid: "Exchange hybrid app: scoping it would break free/busy; never planned.",
};

const POLICY_SCOPES: Readonly<Record<PolicyScope["kind"], string>> = {
  group: "group",
  mailbox: "single mailbox",
  deleted: "deleted object",
  unresolved: "could not be resolved",
  notRead: "was not read",
  unsupported: "kind without documented behaviour",
};

const ASSIGNMENT_SCOPES: Readonly<Record<ExistingAssignment["scopeKind"], string>> = {
  organization: "whole organization",
  managementScope: "management scope",
  administrativeUnit: "administrative unit",
  group: "group",
  unclear: "unclear, may be the organization",
};

export interface AppContext {
  readonly input: ReportInput;
  readonly folder: string;
  readonly steps: readonly Step[];
  /** Earliest time of each step; empty while no start is decided. */
  readonly times: StepTimes;
  /** Number of its wave; null where it has no steps. */
  readonly wave: number | null;
  readonly approvals: readonly ApprovalView[];
  /** Earliest start of each step, minutes after the first one. */
  readonly offsets: ReadonlyMap<string, number>;
  readonly scripts: readonly ScriptView[];
  readonly findings: readonly AppFindingView[];
}

/** The reason for the status: of an app under review the first reason says what is planned, the next one why it is reviewed. */
function headlineOf({ status, reasons: [first, second] }: AppPlan): string | null {
  const why = status === "review" ? (second ?? first) : first;
  return why?.text ?? null;
}

/** Everything that the report says of one app. */
export function appView(app: AppPlan, context: AppContext): AppView {
  const { input, folder, steps } = context;
  return {
    ...identity(app, folder),
    status: { key: app.status, ...APP_STATUS_WORDS[app.status] },
    headline: headlineOf(app),
    moreReasons:
      app.reasons.length < 2 ? null : renderCounted(app.reasons.length - 1, "more reason"),
    reasons: app.reasons.map(({ text, subject }) => ({ text, subject: subject ?? null })),
    gates: app.gates.map(gateView),
    witnesses: app.witnesses.map(({ state, text }) => ({ state: WITNESS_STATES[state], text })),
    ...legacyLists(app),
    risk: app.risk === null ? null : { ...RISK_WORDS[app.risk.level], why: app.risk.why },
    wave: context.wave,
    owner: app.owner,
    permissions: app.permissions.map(permissionView),
    candidates: app.candidates.map(candidateView),
    noPermissions: ABSENCES.noMailboxPermission.text,
    unproven: app.permissions.some(({ verdict }) => verdict === "unproven"),
    why: whyViews(app),
    lists: memberLists(app, input),
    scope: scopeView(app),
    newAccess: newAccessViews(app),
    drift: app.drift,
    assumptions: app.assumptions.map(({ id, text }) => ({
      id: text.includes(id) ? null : id,
      text,
    })),
    probes: probesView(app, input),
    // What there was no moment to check of is not called proven.
    proof: app.proof
      .filter(({ moments }) => moments > 0)
      .map(({ contract, moments }) => ({ contract, moments: renderMoments(moments) })),
    earliestStart:
      app.earliestStart === null
        ? ABSENCES.nothingWasChanging.text
        : `${renderInstant(app.earliestStart)}: by then, what was already changing has settled`,
    changeHash: app.changeHash,
    approvals: context.approvals,
    records: recordsOf(steps, {
      app,
      times: context.times,
      offsets: context.offsets,
      mailboxOf: (id) => mailboxText(id, input),
      before: sharedBefore(input.plan, app),
    }),
    scripts: context.scripts,
    findings: context.findings,
    questions: ownerQuestions(app, input.plan),
    changes: changeViews(steps, `scripts/${folder}`, context.times),
    noSteps: steps.length === 0 ? noSteps(app) : null,
  };
}

/** What it has today; where a list was not read, that is said in its place. */
function legacyLists(
  app: AppPlan,
): Pick<
  AppView,
  | "policies"
  | "noPolicies"
  | "assignments"
  | "noAssignments"
  | "otherPermissions"
  | "owners"
  | "ownersNote"
> {
  return {
    policies: (app.policies ?? []).map(policyView),
    noPolicies: app.policies === null ? NOT_READ.policies : ABSENCES.noPolicyNamesApp.text,
    assignments: (app.existingAssignments ?? []).map(({ name, role, scopeKind, scope }) => ({
      name,
      role,
      scope: ASSIGNMENT_SCOPES[scopeKind],
      scopeName: scope,
    })),
    noAssignments:
      app.existingAssignments === null ? NOT_READ.assignments : ABSENCES.noRoleHeld.text,
    otherPermissions: (app.otherPermissions ?? []).map(({ value, appRoleId, text }) => ({
      name: value ?? appRoleId,
      text,
    })),
    owners: app.owners ?? [],
    ownersNote: ownersNote(app),
  };
}

function identity(
  app: AppPlan,
  folder: string,
): Pick<AppView, "anchor" | "name" | "appId" | "servicePrincipalId" | "setApart" | "folder"> {
  return {
    anchor: `app-${folder}`,
    name: nameOfApp(app),
    appId: app.appId,
    servicePrincipalId: app.servicePrincipalId,
    setApart: app.setApart === null ? null : SET_APART[app.setApart],
    folder,
  };
}

const WITNESS_STATES: Readonly<Record<AppPlan["witnesses"][number]["state"], string>> = {
  agrees: "Agrees",
  disagrees: "▲ Disagrees",
  notWitnessed: "Not witnessed",
};

function gateView(gate: Gate): AppView["gates"][number] {
  return {
    rule: GATES[gate.rule],
    state: GATE_STATE_WORDS[gate.state],
    attention: gate.state === "closed" || gate.state === "unknown",
    asOf: renderInstant(gate.asOf),
    text: gate.text,
  };
}

function policyView(policy: LegacyPolicy): PolicyView {
  const { scope } = policy;
  const nested = scope.nestedGroups ?? 0;
  const isOpen = scope.nestedGroups === null && scope.kind !== "notRead";
  const details = [
    POLICY_SCOPES[scope.kind],
    ...(scope.recipientTypeDetails === null ? [] : [scope.recipientTypeDetails]),
    ...(nested > 0 ? [`${nested} nested ${nested === 1 ? "group" : "groups"}`] : []),
    ...(isOpen ? ["nested groups not all read"] : []),
  ];
  return {
    identity: policy.identity,
    accessRight: policy.accessRight,
    scope: details.join(", "),
    scopeName: scope.displayName ?? scope.id,
    forAllApps: policy.appliesToAllApps,
    description: policy.description,
  };
}

function scopeView({ scope }: AppPlan): ScopeView | null {
  if (scope === null) return null;
  return {
    kind: SCOPE_KINDS[scope.kind ?? "managementScope"],
    name: scope.name,
    filter: scope.filter,
    exists: scope.exists,
    groups: scope.groups.map((group) => ({
      name: group.displayName,
      id: group.id,
      kind: group.recipientTypeDetails,
      dn: group.distinguishedName,
      drift: group.drift,
      excluded: group.part === "excluded",
      nested: group.nested,
    })),
    mailboxes: scope.mailboxes.filter(isIncluded).map(nameOf),
    excludedMailboxes: scope.mailboxes.filter((one) => !isIncluded(one)).map(nameOf),
  };
}

const SCOPE_KINDS: Readonly<Record<NonNullable<PlannedScope["kind"]> | "managementScope", string>> =
  {
    managementScope: "Management scope",
    group: "Group scope",
    administrativeUnit: "Administrative unit",
  };

type ScopeMailbox = PlannedScope["mailboxes"][number];

const isIncluded = ({ part }: ScopeMailbox): boolean => part === "included";
const nameOf = ({ displayName, id }: ScopeMailbox): string => displayName || id;

function probesView({ probes }: AppPlan, input: ReportInput): AppView["probes"] {
  if (probes.positive.length + probes.negative.length === 0) return null;
  return {
    positive: probes.positive.map((id) => mailboxView(id, input)),
    negative: probes.negative.map((id) => mailboxView(id, input)),
    nobody: ABSENCES.noTestMailbox.text,
  };
}

const NOT_READ = {
  policies: "Application Access Policies: not read, or nobody can tell whether they name this app.",
  assignments:
    "Application roles in Exchange: not read, or nobody can tell whether some are this app's.",
} as const;

function ownersNote({ owners, ownersComplete }: AppPlan): string | null {
  if (owners === null) return "owners not read";
  if (!ownersComplete) return "not all owners were read";
  return owners.length === 0 ? ABSENCES.noOwner.text : null;
}

function noSteps(app: AppPlan): string {
  switch (app.status) {
    case "blocked":
      return "There are no steps and no scripts: this app is blocked for the reasons above.";
    case "needsDecision":
      return "There are no steps yet: they are planned once the decision above is made.";
    case "nothingToDo":
      return "There are no steps: nothing of this app needs to change.";
    default:
      return "There are no steps.";
  }
}
