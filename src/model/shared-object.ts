import type { ScopeObject } from "./plan-step.ts";

/**
 * A new group or administrative unit that several apps use. What makes and fills it is done once, before any of them,
 * and no app's way back takes it away.
 */
export interface SharedObject {
  readonly object: ScopeObject;
  /** Hash of its steps and of the changes of the apps that use it. */
  readonly changeHash: string;
  /** Step ids in order. */
  readonly steps: readonly string[];
  /** Ids of the apps that use it; sorted. It is made as soon as one of their changes is approved. */
  readonly apps: readonly string[];
}
