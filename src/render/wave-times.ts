import type { Plan } from "../model/plan-document.ts";

/** Number of the wave of each app that has steps, by app id. */
export const wavesByApp = ({ waves }: Plan): ReadonlyMap<string, number> =>
  new Map(waves.flatMap(({ wave, apps }) => apps.map((appId) => [appId, wave] as const)));

/** Earliest time of a step by its id, ISO 8601. */
export type StepTimes = ReadonlyMap<string, string>;

/** The earliest times of a plan; none while no start is decided. */
export const stepTimes = ({ schedule }: Plan): StepTimes =>
  new Map((schedule?.steps ?? []).map(({ step, earliestAt }) => [step, earliestAt]));
