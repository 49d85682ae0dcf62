import { byText } from "../model/by-text.ts";
import { hashText } from "../mapping/object-names.ts";
import type { Phase, StepAction, StepTarget } from "../model/plan-step.ts";

/** JSON with sorted keys: equal values give equal text. What JSON has no word for is left out, as JSON does. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(itemText).join(",")}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .toSorted(byText)
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${members.join(",")}}`;
}

const itemText = (item: unknown): string => (item === undefined ? "null" : canonicalJson(item));

/** `appId/phase/action/first 8 of sha256(target)`: the same step has the same id in every plan. */
export function stepId(
  app: string,
  step: { readonly phase: Phase; readonly action: StepAction; readonly target: StepTarget },
): string {
  const digest = hashText(canonicalJson(step.target)).slice(0, 8);
  return [app, step.phase, step.action, digest].join("/");
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
