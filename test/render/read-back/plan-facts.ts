import type { AppPlan } from "../../../src/model/plan-app.ts";
import type { Plan } from "../../../src/model/plan-document.ts";
import type { SetReference } from "../../../src/model/plan-permission.ts";
import type { Step } from "../../../src/model/plan-step.ts";
import { appFolders } from "../../../src/render/app-folders.ts";

/** A line of mailboxes.ndjson. */
export interface Mailbox {
  readonly id: string;
  readonly displayName: string;
  readonly primarySmtpAddress: string;
}

/** The files of a pack that the page speaks of, read from disk. */
export interface PackFiles {
  readonly plan: Plan;
  /** Name of a set -> its ids. */
  readonly sets: ReadonlyMap<string, readonly string[]>;
  readonly mailboxes: ReadonlyMap<string, Mailbox>;
  /** Path -> SHA-256, of manifest.json. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** What a line of the page is held against: the whole plan, or the part of it that is one app's. */
export interface Facts extends PackFiles {
  /** Null = the line belongs to no app. */
  readonly app: AppPlan | null;
  /** The app's steps in order, or every step. */
  readonly steps: readonly Step[];
  /** Earliest start of each step, minutes after the first. */
  readonly offsets: ReadonlyMap<string, number>;
  /** Texts that may stand in the line as they are, with the spaces of the page. */
  readonly texts: ReadonlySet<string>;
}

/** What the page says may name: each app by its place in the page, and null for what belongs to none. */
export function factsByPlace(files: PackFiles): ReadonlyMap<string | null, Facts> {
  const { plan } = files;
  const offsets = offsetsOf(plan.steps);
  const paths = [...files.hashes.keys(), ...files.hashes.values()];
  const everywhere = [
    plan.tool,
    plan.evidence,
    plan.assumptions,
    plan.coverage,
    plan.findingChecks,
  ];
  const places = new Map<string | null, Facts>();
  places.set(null, {
    ...files,
    app: null,
    steps: plan.steps,
    offsets,
    texts: textsOf([plan, [...files.mailboxes.values()], paths]),
  });
  const byId = new Map(plan.steps.map((step) => [step.id, step]));
  for (const [app, folder] of appFolders(plan.apps)) {
    const steps = app.steps.flatMap((id) => byId.get(id) ?? []);
    const about = plan.findings.filter((one) => isAbout(one.app, app));
    const asked = plan.openDecisions.filter(({ appId }) => appId === app.appId);
    const own = [app, steps, about, asked, times(plan, steps), mailboxesOf(app, files)];
    const scripts = paths.filter((path) => path.startsWith(`scripts/${folder}/`));
    const hashes = scripts.map((path) => files.hashes.get(path));
    places.set(`app-${folder}`, {
      ...files,
      app,
      steps,
      offsets,
      texts: textsOf([everywhere, own, scripts, hashes, `scripts/${folder}/`, folder]),
    });
  }
  return places;
}

const isAbout = (
  one: { readonly appId: string | null; readonly servicePrincipalId: string | null } | null,
  app: AppPlan,
): boolean =>
  one !== null && (one.appId ?? one.servicePrincipalId) === (app.appId ?? app.servicePrincipalId);

const times = (plan: Plan, steps: readonly Step[]): readonly unknown[] =>
  (plan.schedule?.steps ?? []).filter(({ step }) => steps.some(({ id }) => id === step));

/** Every mailbox that a set of the app's names, as mailboxes.ndjson tells it. */
function mailboxesOf(app: AppPlan, files: PackFiles): readonly Mailbox[] {
  const probes = [...app.probes.positive, ...app.probes.negative];
  const ids = app.permissions.flatMap(({ before, target, kept, gained, lost }) =>
    [before.allowed, before.unknown, target, kept, gained, lost].flatMap((one) => [
      ...(namesOfSet(one) === null ? [] : (files.sets.get(namesOfSet(one) ?? "") ?? [])),
    ]),
  );
  return [...new Set([...probes, ...ids])].flatMap((id) => files.mailboxes.get(id) ?? []);
}

/** The file of a set; of "everyone but", the file of the others. */
export function namesOfSet(reference: SetReference | undefined): string | null {
  const set = reference?.set ?? null;
  return typeof set === "string" || set === null ? set : set.except;
}

/** When each step can start at the earliest, worked out from its waits. */
function offsetsOf(steps: readonly Step[]): ReadonlyMap<string, number> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const known = new Map<string, number>();
  const offset = (id: string): number => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const waits = byId.get(id)?.after ?? [];
    const own = Math.max(0, ...waits.map(({ step, waitMinutes }) => offset(step) + waitMinutes));
    known.set(id, own);
    return own;
  };
  for (const { id } of steps) offset(id);
  return known;
}

/** Every text of some data, keys of objects too, written as a page writes it. */
function textsOf(data: readonly unknown[]): ReadonlySet<string> {
  const texts = new Set<string>();
  const add = (text: string): void => {
    texts.add(asShown(text)).add(asShown(text.replaceAll("`", "")));
  };
  const walk = (value: unknown): void => {
    if (typeof value === "string") add(value);
    else if (typeof value === "object" && value !== null)
      for (const [key, one] of Object.entries(value)) {
        if (!Array.isArray(value)) add(key);
        walk(one);
      }
  };
  walk(data);
  texts.delete("");
  return texts;
}

/** A text of the plan as a page shows it: without what could deceive, its spaces as one. */
export const asShown = (text: string): string =>
  text
    .replace(/[\u202A-\u202E\u2066-\u2069]|(?![\t\n])\p{Cc}/gu, "\uFFFD")
    .replace(/\s+/g, " ")
    .trim();
