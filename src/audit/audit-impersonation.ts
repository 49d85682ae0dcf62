import { isBuiltInAssignment } from "../access/built-in-assignment.ts";
import type { Known } from "../access/known.ts";
import { holderId, type Impersonation } from "../access/resolve-impersonation.ts";
import type { TenantAccess } from "../access/resolve-tenant-access.ts";
import { decideImpersonation, type DecidedImpersonation } from "../mapping/decide-impersonation.ts";
import type { ManagementScopeRow } from "../model/exchange-rows.ts";
import type { ImpersonationDecision } from "../model/impersonation-decision.ts";
import type { Plan } from "../model/plan-document.ts";
import type { Step } from "../model/plan-step.ts";
import type { SectionState } from "../model/unread.ts";
import {
  checkImpersonationDecisions,
  type CheckedImpersonation,
} from "../plan/check-impersonation-decisions.ts";
import { describeImpersonation } from "../plan/describe-impersonation.ts";
import { listOpenImpersonation } from "../plan/list-open-impersonation.ts";
import type { PlannedApp } from "../plan/plan-app.ts";
import { retireImpersonation } from "../plan/retire-impersonation.ts";
import type { SetRegistry } from "../sets/set-registry.ts";

/** Everything that the audit of impersonation takes; no decisions = nothing is decided. */
export interface ImpersonationAuditInput {
  readonly access: TenantAccess;
  readonly impersonation: Impersonation;
  readonly scopes: Known<readonly ManagementScopeRow[]>;
  readonly coverage: readonly SectionState[];
  readonly decisions: Readonly<Record<string, ImpersonationDecision>>;
  /** Between the test of what replaces an account and the end of its assignment. */
  readonly observationMinutes: number;
}

export interface ImpersonationAudit extends Pick<DecidedImpersonation, "newAccess"> {
  readonly checked: CheckedImpersonation;
  /** What the plan document says, once the apps are planned. */
  describe(planned: readonly PlannedApp[], registry: SetRegistry): DescribedImpersonation;
}

export interface DescribedImpersonation {
  readonly parts: Pick<
    Plan,
    "impersonation" | "retirements" | "settledImpersonation" | "openImpersonation"
  >;
  readonly steps: readonly Step[];
}

/** Decides impersonation before the apps are planned, for what it gives them, and describes it after. */
export function auditImpersonation(input: ImpersonationAuditInput): ImpersonationAudit {
  const { access, impersonation, scopes, coverage, decisions, observationMinutes } = input;
  const { facts, apps } = access;
  const { holders } = impersonation;
  const decided = decideImpersonation({ facts, apps, scopes, coverage }, holders, decisions);
  const checked = checkImpersonationDecisions(decisions, {
    impersonation,
    decided,
    apps,
    scopes,
  });
  return {
    newAccess: decided.newAccess,
    checked,
    describe(planned, registry): DescribedImpersonation {
      const plans = planned.map(({ plan }) => plan);
      const retired = retireImpersonation(holders, {
        snapshot: facts.snapshot,
        items: decided.items,
        apps: plans,
        steps: planned.flatMap(({ steps }) => steps),
        observationMinutes,
      });
      const retirements = retired.map(({ retirement }) => retirement);
      const items = describeImpersonation(impersonation, {
        facts,
        registry,
        decisions,
        items: decided.items,
        retirements,
        apps: plans,
      });
      const builtIn = holders.filter(({ row }) => isBuiltInAssignment(row)).map(holderId);
      return {
        parts: {
          impersonation: items,
          retirements: items === null ? null : retirements,
          settledImpersonation: checked.settled,
          openImpersonation: listOpenImpersonation(items ?? [], new Set(builtIn)),
        },
        steps: retired.flatMap(({ steps }) => steps),
      };
    },
  };
}
