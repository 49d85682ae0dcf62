import type { AppPlan } from "../../src/model/plan-app.ts";
import type { PermissionPlan, SetReference } from "../../src/model/plan-permission.ts";
import type { Answer } from "../oracle/answer.ts";
import { populationOf } from "../generator/sight.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import type { PlannedTenant } from "./planned-tenant.ts";
import type { Breach } from "./contracts.ts";
import type { Bounds } from "./replay-changes.ts";

const WITH_STEPS = ["ready", "review", "deleteOnly"];

/** What a plan document says, held against what is true of the tenant. */
export function* checkDocument(planned: PlannedTenant, bounds: Bounds): Generator<Breach> {
  const { plan, wrongDecisions } = planned;
  for (const text of wrongDecisions) yield { contract: "offered_answers_are_good", text };
  for (const app of plan.apps) {
    yield* checkStatus(planned, app);
    for (const permission of app.permissions) {
      for (const mailbox of populationOf(planned.tenant)) {
        yield* checkPermission(planned, { app, permission, mailbox }, bounds);
      }
    }
  }
}

function* checkStatus({ plan }: PlannedTenant, app: AppPlan): Generator<Breach> {
  const own = plan.steps.filter(({ appId }) => appId === app.appId);
  if (own.length > 0 !== WITH_STEPS.includes(app.status)) {
    const text = `${app.appId ?? ""} is ${app.status} and has ${String(own.length)} steps`;
    yield { contract: "blocked_apps_have_no_steps", text };
  }
}

interface Asked {
  readonly app: AppPlan;
  readonly permission: PermissionPlan;
  readonly mailbox: string;
}

function* checkPermission(
  planned: PlannedTenant,
  { app, permission, mailbox }: Asked,
  { before, target }: Bounds,
): Generator<Breach> {
  const { resource, permission: name } = permission;
  const about = `${nameOf(planned.tenant, app)} ${resource}/${name} ${mailbox}`;
  const [first, last] = [before.get(about) ?? false, target.get(about) ?? false];
  const claimed = claimOf(planned, permission, mailbox);
  if (claimed !== null && claimed !== first) {
    const contract = claimed ? "unknown_never_becomes_allowed" : "unknown_never_becomes_denied";
    yield { contract, text: `${about}: before is ${String(claimed)}, and truly ${String(first)}` };
  }
  for (const [set, reference] of setsOf(permission)) {
    const isMember = MEMBERS[set](first, last);
    if (planned.mailboxesOf(reference).has(mailbox) === isMember) continue;
    const text = `${about}: ${permission.verdict ?? ""}, and ${isMember ? "not " : ""}in ${set}`;
    yield { contract: "verdicts_are_true", text };
  }
}

/** What the plan says of access today; null = it does not tell. */
function claimOf(
  { mailboxesOf }: PlannedTenant,
  { before: { allowed, unknown } }: PermissionPlan,
  mailbox: string,
): Answer {
  if (allowed.set === null || mailboxesOf(unknown).has(mailbox)) return null;
  return mailboxesOf(allowed).has(mailbox);
}

const SETS = ["target", "kept", "gained", "lost"] as const;

/** Who belongs into each set of a verdict, by access before and after. */
const MEMBERS: Readonly<Record<(typeof SETS)[number], (before: Answer, after: Answer) => boolean>> =
  {
    target: (_before, after) => after === true,
    kept: (before, after) => before === true && after === true,
    gained: (before, after) => before !== true && after === true,
    lost: (before, after) => before === true && after !== true,
  };

/** The sets that a verdict comes with; none where nothing is claimed. */
function setsOf(
  permission: PermissionPlan,
): readonly (readonly [(typeof SETS)[number], SetReference])[] {
  const { verdict } = permission;
  if (verdict === undefined || verdict === "unproven") return [];
  return SETS.flatMap((set) => {
    const reference = permission[set];
    return reference === undefined ? [] : [[set, reference] as const];
  });
}

/** An app that is known by the object id of its service principal alone has an app id all the same. */
const nameOf = ({ apps }: TenantDescription, { appId, servicePrincipalId }: AppPlan): string =>
  appId ?? apps.find((app) => app.servicePrincipalId === servicePrincipalId)?.appId ?? "";
