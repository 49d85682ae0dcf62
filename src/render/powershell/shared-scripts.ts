import { InvariantError } from "../../errors.ts";
import type { Plan } from "../../model/plan-document.ts";
import type { ScopeObject, Step } from "../../model/plan-step.ts";
import type { SharedObject } from "../../model/shared-object.ts";
import type { ScriptName } from "../script-names.ts";
import { sharedFolder } from "../object-folder.ts";
import type { RenderScript } from "./compile-script.ts";
import { neededCmdlets, neededGraphRights } from "./needed-rights.ts";
import { objectViews } from "./object-views.ts";
import { decisionView, hazardText, stepView } from "./script-view.ts";

/** One script of an object that several apps use. */
interface SharedScript {
  /** Also the phase of its result. */
  readonly name: string;
  readonly template: string;
  /** The script of an app that needs the same rights. */
  readonly rightsOf: ScriptName;
  readonly effect: string;
  /** It takes away what the others made: it runs in an outage too. */
  readonly removes: boolean;
}

const REMOVE = "remove-shared";
const STAYS = "Refuses while any role assignment or scope names it.";

const SCRIPTS: Readonly<Record<ScopeObject["kind"], readonly SharedScript[]>> = {
  group: [
    {
      name: "1-prepare",
      template: "shared-1-prepare",
      rightsOf: "1-prepare",
      effect: "Creates a group and fills it. Nothing is scoped by it yet. (Exchange Online)",
      removes: false,
    },
    {
      name: REMOVE,
      template: "shared-remove-group",
      rightsOf: "rollback-1",
      effect: `Removes the group that 1-prepare created. ${STAYS} (Exchange Online)`,
      removes: true,
    },
  ],
  administrativeUnit: [
    {
      name: "0-objects",
      template: "shared-0-objects",
      rightsOf: "0-objects",
      effect:
        "Creates an administrative unit and fills it. Nothing is scoped by it yet. (Microsoft Graph)",
      removes: false,
    },
    {
      name: `${REMOVE}-check`,
      template: "shared-remove-unit-check",
      rightsOf: "rollback-1",
      effect: `Looks for what is scoped by the unit before remove-shared. ${STAYS} (Exchange Online)`,
      removes: true,
    },
    {
      name: REMOVE,
      template: "shared-remove-unit",
      rightsOf: "rollback-0",
      effect: `Removes the unit that 0-objects created. ${STAYS} (Microsoft Graph)`,
      removes: true,
    },
  ],
};

/**
 * The scripts of groups and units that several apps use, by path: a folder for each in `shared`.
 *
 * INVARIANT: made of what the object's change hash covers: equal change hashes give equal bytes.
 */
export function* sharedScripts(
  plan: Plan,
  render: RenderScript,
): Generator<readonly [string, string]> {
  const byId = new Map(plan.steps.map((step) => [step.id, step]));
  const changes = new Map(plan.apps.map(({ appId, changeHash }) => [appId, changeHash]));
  for (const shared of plan.sharedObjects ?? []) {
    const steps = shared.steps.flatMap((id) => byId.get(id) ?? []);
    const hashes = shared.apps.map((appId) => changes.get(appId) ?? null);
    const tenantId = plan.evidence.tenant.id;
    for (const script of SCRIPTS[shared.object.kind]) {
      const view = sharedView(script, { shared, steps, hashes, tenantId });
      yield [
        `scripts/shared/${sharedFolder(shared.object)}/${script.name}.ps1`,
        render(script.template, view),
      ];
    }
  }
}

interface SharedInput {
  readonly shared: SharedObject;
  readonly steps: readonly Step[];
  readonly hashes: readonly (string | null)[];
  readonly tenantId: string;
}

function sharedView(
  script: SharedScript,
  { shared, steps, hashes, tenantId }: SharedInput,
): object {
  const changes = hashes.flatMap((hash) => hash ?? []).toSorted();
  const { object, changeHash } = shared;
  if (steps.length === 0 || changes.length !== hashes.length)
    throw new InvariantError(`\`${object.name}\` lacks its steps, or an app that uses it its hash`);
  const hazards = script.removes ? [] : steps.flatMap((step) => step.hazards);
  return {
    object: object.name,
    phase: script.name,
    changeHash,
    ...decisionView(1),
    effect: script.effect,
    hazards: [...new Set(hazards.map(hazardText))],
    tenantId,
    changes,
    rescue: script.removes,
    cmdlets: [
      ...neededCmdlets(script.rightsOf, steps),
      ...(script.removes ? ["Get-ManagementScope"] : []),
    ],
    graphRights: neededGraphRights(script.rightsOf),
    ...objectViews(steps, stepView),
  };
}
