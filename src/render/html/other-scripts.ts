import { impersonationFolder } from "../impersonation-folder.ts";
import { sharedFolder } from "../object-folder.ts";
import type { ReportInput } from "./report-input.ts";
import { scriptsByFolder, type ScriptView } from "./scripts-view.ts";

export interface OtherScriptsView {
  /** What the scripts make or take away. */
  readonly title: string;
  readonly scripts: readonly ScriptView[];
}

const MADE = { group: "New group", administrativeUnit: "New administrative unit" } as const;

/** They stand in the first page as they are, not packed: with more, their names and hashes do, and the text is left to the files. */
const MOST_WITH_TEXT = 20;

/** Scripts that stand on no app's page: of what several apps use, and of impersonation assignments that are removed. */
export function otherScripts({ plan, scripts }: ReportInput): readonly OtherScriptsView[] {
  const scriptsIn = scriptsByFolder(scripts);
  const shared = (plan.sharedObjects ?? []).map(({ object }) => ({
    title: `${MADE[object.kind]} ${object.name}, for several apps`,
    scripts: scriptsIn(`shared/${sharedFolder(object)}`),
  }));
  const retired = (plan.retirements ?? []).map(({ id, assignment }) => ({
    title: `Impersonation assignment ${assignment}`,
    scripts: scriptsIn(impersonationFolder(id)),
  }));
  const all = [...shared, ...retired].filter((one) => one.scripts.length > 0);
  return all.length <= MOST_WITH_TEXT ? all : all.map(withoutText);
}

const withoutText = ({ title, scripts }: OtherScriptsView): OtherScriptsView => ({
  title,
  scripts: scripts.map((script) => ({ ...script, text: null })),
});
