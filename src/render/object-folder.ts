import type { ScopeObject } from "../model/plan-step.ts";

const KINDS: Readonly<Record<ScopeObject["kind"], string>> = {
  group: "group",
  administrativeUnit: "unit",
};

/**
 * Names the folder of the scripts of an object that several apps use, within `shared`: its kind and its name. Only `a-z`,
 * `0-9` and `-` reach a path.
 */
export const sharedFolder = ({ kind, name }: ScopeObject): string =>
  `${KINDS[kind]}-${(name.toLowerCase().match(/[a-z0-9]+/g) ?? []).join("-") || "no-name"}`;
