import { APP_LISTS } from "../../../model/absences.ts";
import type { Plan } from "../../../model/plan-document.ts";
import { gapsIn } from "../../../model/unread.ts";
import { renderCount } from "../../render-count.ts";
import { drawBars, type Bar } from "./bars.ts";
import { figureTable, type FigureView } from "./figure-view.ts";

interface Kind {
  readonly label: string;
  /** Null = not read. */
  readonly count: number | null;
  /** False = there may be others: a list that names them was not read. */
  readonly whole: boolean;
  readonly what: string;
}

/** What legacy means are in use, by kind. */
export function legacyFigure(plan: Plan): FigureView {
  const kinds = kindsOf(plan);
  const counted = kinds.flatMap((kind) => (kind.count === null ? [] : [bar(kind, kind.count)]));
  const told = kinds.map((kind) => `${kind.label}: ${said(kind)}`).join("; ");
  return {
    id: "figure-legacy",
    title: "Legacy access by kind",
    alternative: `Bars: ${told}.`,
    picture: counted.length === 0 ? null : drawBars(counted, ["kept"]),
    legend: [],
    table: figureTable(
      ["Kind", "Count", "What is counted"],
      [1],
      kinds.map((kind) => [kind.label, said(kind), kind.what]),
    ),
    cut: null,
  };
}

/** A bar says in words that there may be more: its number alone would claim that there are not. */
const bar = ({ label, whole }: Kind, count: number): Bar => ({
  label: whole ? label : `${label}, at least`,
  values: [count],
});

function said({ count, whole }: Kind): string {
  if (count === null) return "not read";
  return whole ? renderCount(count) : `at least ${renderCount(count)}`;
}

function kindsOf(plan: Plan): readonly Kind[] {
  const { apps, impersonation, legacy } = plan;
  const policies = new Map(
    apps.flatMap((app) => (app.policies ?? []).map((policy) => [policy.identity, policy] as const)),
  );
  const policiesRead = legacy.policies !== null && apps.every((app) => app.policies !== null);
  const withRight = (right: string): number | null =>
    policiesRead
      ? [...policies.values()].filter(({ accessRight }) => accessRight === right).length
      : null;
  const whole = gapsIn(plan.coverage, APP_LISTS).length === 0;
  const governed = apps.filter((app) => app.policies !== null && app.policies.length === 0);
  return [
    {
      label: "RestrictAccess policies",
      count: withRight("RestrictAccess"),
      whole: true,
      what: "Application Access Policies that restrict an app to the members of a scope",
    },
    {
      label: "DenyAccess policies",
      count: withRight("DenyAccess"),
      whole: true,
      what: "Application Access Policies that keep an app out of the members of a scope",
    },
    {
      label: "Impersonation holders",
      count: impersonation === null ? null : impersonation.length,
      whole: legacy.impersonationComplete,
      what: "effective users of assignments of ApplicationImpersonation, one for each assignment and user",
    },
    {
      label: "Apps with tenant-wide consent",
      count: policiesRead ? governed.filter(hasGrant).length : null,
      whole,
      what: "apps that hold a mailbox permission in Entra and that their own policies do not limit",
    },
  ];
}

const hasGrant = ({ permissions }: Plan["apps"][number]): boolean =>
  permissions.some(({ appRoleIds }) => appRoleIds.length > 0);
