import type { AppShape } from "../mapping/app-shape.ts";

/**
 * Shapes in which nothing of an app's legacy access is left to choose: what was decided of it was done, or what is left
 * stays by decision. The decisions that led there must still be good.
 */
const SETTLED: ReadonlySet<AppShape["kind"]> = new Set([
  "inert",
  "nothingToDo",
  "declared",
  "granted",
]);

export const isSettled = (shape: AppShape["kind"]): boolean => SETTLED.has(shape);
