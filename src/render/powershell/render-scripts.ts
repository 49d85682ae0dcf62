import { InvariantError } from "../../errors.ts";
import type { AppPlan } from "../../model/plan-app.ts";
import type { Plan } from "../../model/plan-document.ts";
import type { Step } from "../../model/plan-step.ts";
import { appFolders } from "../app-folders.ts";
import { scriptNames } from "../script-names.ts";
import { sharedFolder } from "../object-folder.ts";
import { compileScripts, scriptTemplate, type RenderScript } from "./compile-script.ts";
import { impersonationScripts } from "./impersonation-scripts.ts";
import { scriptView, type ScriptInput } from "./script-view.ts";
import { sharedScripts } from "./shared-scripts.ts";

const BYTE_ORDER_MARK = "\uFEFF";

export interface ScriptsInput {
  readonly plan: Plan;
  /** Path under `templates/` -> text. */
  readonly templates: ReadonlyMap<string, string>;
}

/**
 * Renders the scripts of a pack, by path: one folder for each app that has steps, the shared module and the README.
 *
 * Scripts are UTF-8 with a byte order mark (Windows PowerShell would guess the encoding otherwise) and CRLF.
 *
 * INVARIANT: equal change hashes give equal bytes: no status, time, tool version or evidence hash is in a script.
 */
export function renderScripts({ plan, templates }: ScriptsInput): ReadonlyMap<string, string> {
  const render = compileScripts(templates);
  const folders = appFolders(plan.apps);
  const files = new Map<string, string>([
    ["scripts/README.md", scriptTemplate(templates, "README.md")],
    ["scripts/shared/Scopewright.psm1", scriptFile(scriptTemplate(templates, "Scopewright.psm1"))],
  ]);
  const context: Context = {
    tenantId: plan.evidence.tenant.id,
    byId: new Map(plan.steps.map((step) => [step.id, step])),
    phases: new Map(plan.steps.map(({ id, phase }) => [id, phase])),
    shared: foldersOfShared(plan),
    render,
  };
  for (const app of plan.apps) {
    const folder = folders.get(app) ?? "";
    for (const [name, text] of appScripts(app, context))
      files.set(`scripts/${folder}/${name}.ps1`, scriptFile(text));
  }
  for (const [path, text] of sharedScripts(plan, render)) files.set(path, scriptFile(text));
  for (const [path, text] of impersonationScripts(plan, render)) files.set(path, scriptFile(text));
  return files;
}

interface Context extends Pick<ScriptInput, "tenantId" | "phases" | "shared"> {
  readonly byId: ReadonlyMap<string, Step>;
  readonly render: RenderScript;
}

function appScripts(
  app: AppPlan,
  { byId, render, ...common }: Context,
): readonly (readonly [string, string])[] {
  if (app.steps.length === 0) return [];
  const { changeHash } = app;
  if (changeHash === null) throw new InvariantError(`app \`${app.displayName}\` has no changeHash`);
  const steps = app.steps.map((id) => {
    const step = byId.get(id);
    if (step === undefined) throw new InvariantError(`step \`${id}\` is not in the plan`);
    return step;
  });
  return scriptNames(steps).map((name) => [
    name,
    render(name, scriptView(name, { ...common, app, changeHash, steps })),
  ]);
}

/** The folder of the scripts of each step that several apps wait for, within `shared`. */
const foldersOfShared = ({ sharedObjects = [] }: Plan): ReadonlyMap<string, string> =>
  new Map(
    sharedObjects.flatMap(({ object, steps }) =>
      steps.map((id) => [id, sharedFolder(object)] as const),
    ),
  );

function scriptFile(text: string): string {
  return BYTE_ORDER_MARK + text.replace(/\r\n?|\n/g, "\r\n");
}
