import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PlanData } from "../documents/plan-data.ts";
import { hashPlan } from "../documents/read-rehearsal.ts";
import type { AppPlan } from "../model/plan-app.ts";
import type { Decisions } from "../model/decisions.ts";
import {
  REHEARSAL_STATEMENT,
  type Rehearsal,
  type RehearsedApp,
  type RehearsedRollback,
} from "../model/rehearsal.ts";
import type { Plan } from "../model/plan-document.ts";
import { isSectionName, SECTIONS, type SectionName } from "../model/sections.ts";
import type { Cloud } from "../model/snapshot.ts";
import { isAnswered } from "../model/unread.ts";
import type { CheckedPack } from "./check-pack.ts";
import { HOW_CHOSEN, MAILBOXES_OF_A_KIND } from "./choose-samples.ts";
import { copyScripts } from "./copy-scripts.ts";
import { exchangeModuleFor } from "./engine-modules.ts";
import type { Engine } from "./find-engine.ts";
import { rehearseForward } from "./rehearse-forward.ts";
import { rehearseRollbacks, type Rollbacks } from "./rehearse-rollbacks.ts";
import type { LabSource } from "./rehearsal-lab.ts";
import { makeSubjects } from "./rehearsal-subjects.ts";
import { selectApps } from "./select-apps.ts";
import { makeSharedSubjects, rehearsedShared } from "./shared-subjects.ts";
import { startOperator } from "./start-operator.ts";

export interface RehearseOptions {
  readonly pack: CheckedPack;
  readonly data: PlanData;
  /** Evidence folder that the plan was made from. */
  readonly evidence: string;
  readonly cloud: Cloud;
  readonly decisions: Decisions | undefined;
  /** Only these apps of the plan; empty = every one. */
  readonly only: ReadonlySet<AppPlan>;
  readonly rollbacks: boolean;
  readonly engine: Engine;
  /** Path under `templates/` -> text. */
  readonly templates: ReadonlyMap<string, string>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly tool: Rehearsal["tool"];
  readonly now: () => Date;
  readonly onProgress: (line: string) => void;
}

/** What is granted and answered for a rehearsal alone. */
const GRANTED = [
  "Every change was approved for the rehearsal only, in a copy of the scripts; scripts/approvals.json of the pack was neither read nor written.",
  "Every question was answered yes, among them -AcceptRestorable, -PolicyStillStands and -CutoverNeverRan where no cut-over ran; the rights of every phase were taken as granted, those of the rollback operator as well.",
  "Freezes of the plan were waited for.",
];

/**
 * Runs the scripts of a pack on emulated copies of the tenant: forward, wave after wave, to a scan and a plan in which
 * nothing is left; then, on a new copy for each phase before the policy is retired, forward to that phase and back.
 *
 * The evidence must be the plan's own: see `assertSamePlan`.
 *
 * @throws AppError serviceUnavailable for a PowerShell that the scripts refuse
 */
export async function rehearsePack(options: RehearseOptions): Promise<Rehearsal> {
  const { data, engine, evidence, tool, decisions, now } = options;
  const { plan } = data;
  const ranAt = now().toISOString();
  const { chosen, notRehearsed } = selectApps(plan, options.only);
  const folder = await mkdtemp(join(tmpdir(), "scopewright-rehearsal-"));
  const operator = await startOperator(options);
  try {
    const scripts = await copyScripts(options.pack, join(folder, "scripts"));
    const source: LabSource = {
      evidence,
      tenantId: plan.evidence.tenant.id,
      cloud: options.cloud,
      freezes: plan.schedule?.freezes ?? [],
      operator,
      work: folder,
    };
    const audit = { tool, decisions, now, include: readOnDemand(plan) };
    const context = { source, plan, audit, say: options.onProgress };
    const subjects = makeSubjects(chosen, scripts, data);
    const retirements = options.only.size > 0 ? [] : (plan.retirements ?? []);
    const used = makeSharedSubjects(plan, subjects, scripts);
    const work = { subjects, shared: used };
    const forward = await rehearseForward(context, { ...work, retirements, scripts });
    const back = options.rollbacks ? await rehearseRollbacks(context, work) : NO_WAY_BACK;
    const shared = [...forward.shared].map(([one, result]) =>
      rehearsedShared(one, { ...result, removals: back.removals.get(one) ?? [] }),
    );
    const apps = forward.apps.map(({ subject, app }): RehearsedApp => {
      const rollbacks = back.bySubject.get(subject) ?? [];
      return { ...app, passed: app.passed && rollbacks.every(isGood), rollbacks };
    });
    return {
      schemaVersion: 1,
      tool,
      statement: REHEARSAL_STATEMENT,
      grantedForIt: GRANTED,
      engine: {
        powerShell: engine.version,
        exchangeModule: exchangeModuleFor(engine.version) ?? "",
      },
      plan: { sha256: hashPlan(plan) },
      evidence: { sha256: plan.evidence.sha256, collectedAt: plan.evidence.collectedAt },
      ranAt,
      passed: [...apps, ...shared, ...forward.retirements].every(({ passed }) => passed),
      clock: forward.clock,
      sampling: {
        mailboxesOfAKind: MAILBOXES_OF_A_KIND,
        mailboxes: new Set(
          subjects.flatMap(({ samples }) => samples.questions.map(({ mailbox }) => mailbox)),
        ).size,
        requests: forward.requests + back.requests,
        how: HOW_CHOSEN,
      },
      rollbacksFrom: back.from,
      apps,
      ...(shared.length === 0 ? {} : { shared }),
      retirements: forward.retirements,
      notRehearsed,
    };
  } finally {
    await operator.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const NO_WAY_BACK: Rollbacks = {
  from: [],
  bySubject: new Map(),
  removals: new Map(),
  requests: 0,
};

/** What the plan's evidence holds beyond what every scan reads: scanned again, the tenant must tell as much. */
const readOnDemand = ({ coverage }: Plan): readonly SectionName[] =>
  coverage.flatMap(({ section, status }) =>
    isSectionName(section) && SECTIONS[section].optional !== false && isAnswered(section, status)
      ? [section]
      : [],
  );

const isGood = ({ scripts, differences, notRestored }: RehearsedRollback): boolean =>
  scripts.every(({ outcome }) => outcome === "passed") &&
  differences.length === 0 &&
  notRestored.length === 0;
