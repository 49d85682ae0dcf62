import Handlebars from "handlebars";
import { InvariantError } from "../../errors.ts";
import { commentText } from "./comment.ts";
import { quoteLiteral } from "./quote.ts";
import { onceFor } from "../../model/once-for.ts";

const FOLDER = "powershell/";
const PARTIALS = `${FOLDER}partials/`;
const SUFFIX = ".hbs";

/** The helpers by which data enters a script; there is no other way (a test sees to it). */
export const SCRIPT_HELPERS = {
  quote: (value: unknown): string => quoteLiteral(text(value)),
  comment: (value: unknown): string => commentText(text(value)),
  number: (value: unknown): string => {
    if (!Number.isSafeInteger(value)) throw new InvariantError("a script needs a whole number");
    return String(value);
  },
  flag: (value: unknown): string => (value === true ? "$true" : "$false"),
} as const;

export type RenderScript = (name: string, context: object) => string;

/**
 * Compiles the script templates, once for the same map of texts. They are not HTML, so nothing is escaped on the way:
 * data is printed by a helper or not at all. A missing field throws.
 */
export const compileScripts = onceFor(createRenderer);

function createRenderer(templates: ReadonlyMap<string, string>): RenderScript {
  const engine = Handlebars.create();
  engine.registerHelper(SCRIPT_HELPERS);
  for (const [path, template] of templates) {
    if (path.startsWith(PARTIALS) && path.endsWith(SUFFIX))
      engine.registerPartial(path.slice(PARTIALS.length, -SUFFIX.length), lf(template));
  }
  const compiled = new Map<string, HandlebarsTemplateDelegate<object>>();
  return (name, context) => {
    const render = compiled.get(name) ?? compile(engine, templates, name);
    compiled.set(name, render);
    return render(context);
  };
}

/** Finds a file under `templates/powershell/`, with plain line feeds. */
export function scriptTemplate(templates: ReadonlyMap<string, string>, file: string): string {
  const template = templates.get(FOLDER + file);
  if (template === undefined)
    throw new InvariantError(`template \`${FOLDER}${file}\` was not loaded`);
  return lf(template);
}

function compile(
  engine: typeof Handlebars,
  templates: ReadonlyMap<string, string>,
  name: string,
): HandlebarsTemplateDelegate<object> {
  return engine.compile<object>(scriptTemplate(templates, `${name}.ps1${SUFFIX}`), {
    strict: true,
    noEscape: true,
    knownHelpersOnly: true,
    knownHelpers: { quote: true, comment: true, number: true, flag: true },
    preventIndent: true,
  });
}

function lf(template: string): string {
  return template.replace(/\r\n?/g, "\n");
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new InvariantError("a script needs a text");
  return value;
}
