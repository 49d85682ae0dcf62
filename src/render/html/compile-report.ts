import Handlebars from "handlebars";
import { InvariantError } from "../../errors.ts";
import type { ReportView } from "./report-view.ts";

const PARTIALS = "report/partials/";
const SUFFIX = ".hbs";

/**
 * Compiles the report's templates: a field that is missing or a helper that is not built in throws.
 *
 * Every value is HTML-escaped; templates hold no triple braces (a test sees to it).
 */
export function compileReport(
  templates: ReadonlyMap<string, string>,
): (view: ReportView) => string {
  const engine = Handlebars.create();
  for (const [path, text] of templates) {
    if (path.startsWith(PARTIALS) && path.endsWith(SUFFIX))
      engine.registerPartial(path.slice(PARTIALS.length, -SUFFIX.length), text.trimEnd());
  }
  return engine.compile<ReportView>(templateText(templates, "report/layout.hbs"), {
    strict: true,
    knownHelpersOnly: true,
    preventIndent: true,
  });
}

/** Finds a template by its path under `templates/`. */
export function templateText(templates: ReadonlyMap<string, string>, path: string): string {
  const text = templates.get(path);
  if (text === undefined) throw new InvariantError(`template \`${path}\` was not loaded`);
  return text;
}
