import Handlebars from "handlebars";
import { InvariantError } from "../../errors.ts";
import type { AppView, ReportView } from "./report-view.ts";
import { startsAsIs } from "./starts-as-is.ts";
import { onceFor } from "../../model/once-for.ts";

const PARTIALS = "report/partials/";
const SUFFIX = ".hbs";

/** What the report is written with. */
export interface ReportTemplates {
  readonly layout: (view: ReportView) => string;
  /** One app's line in the table of apps, and its page. */
  readonly appRow: (view: AppView) => string;
  readonly appPage: (view: AppView) => string;
}

/**
 * Compiles the report's templates, once for the same map of texts: a field that is missing or a helper that is not
 * known throws.
 *
 * Every value is HTML-escaped; templates hold no triple braces (a test sees to it).
 */
export const compileReport = onceFor(compileTemplates);

const HELPERS = { startsAsIs };
const KNOWN_HELPERS = { startsAsIs: true };

function compileTemplates(templates: ReadonlyMap<string, string>): ReportTemplates {
  const engine = Handlebars.create();
  engine.registerHelper(HELPERS);
  for (const [path, text] of templates) {
    if (path.startsWith(PARTIALS) && path.endsWith(SUFFIX))
      engine.registerPartial(path.slice(PARTIALS.length, -SUFFIX.length), text.trimEnd());
  }
  const compile = <View>(text: string): ((view: View) => string) =>
    engine.compile<View>(text, {
      strict: true,
      knownHelpersOnly: true,
      knownHelpers: KNOWN_HELPERS,
      preventIndent: true,
    });
  return {
    layout: compile<ReportView>(templateText(templates, "report/layout.hbs")),
    appRow: compile<AppView>("{{> app-row}}"),
    appPage: compile<AppView>("{{> app}}"),
  };
}

/** Finds a template by its path under `templates/`. */
export function templateText(templates: ReadonlyMap<string, string>, path: string): string {
  const text = templates.get(path);
  if (text === undefined) throw new InvariantError(`template \`${path}\` was not loaded`);
  return text;
}
