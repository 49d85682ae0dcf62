import type { Cmdlet } from "../cmdlet.ts";
import { ALL_CMDLETS } from "../cmdlets/all-cmdlets.ts";
import { sectionOf } from "../read-section.ts";
import type { TenantState } from "../tenant-state.ts";

/** The cmdlet, if the emulator has it and the recorded caller may run it. */
export function findCmdlet(state: TenantState, name: string): Cmdlet | undefined {
  const cmdlet = ALL_CMDLETS.find((one) => one.name.toLowerCase() === name.toLowerCase());
  return cmdlet !== undefined && isAllowed(state, cmdlet.name) ? cmdlet : undefined;
}

/**
 * Names of the cmdlets that the service says the caller may run: those recorded, or all that the emulator has; without
 * those whose section was refused or never asked for.
 */
export function availableCmdlets(state: TenantState): readonly string[] {
  const recorded = recordedCmdlets(state);
  const names = recorded.length > 0 ? recorded : ALL_CMDLETS.map(({ name }) => name);
  return names.filter((name) => {
    const cmdlet = ALL_CMDLETS.find((one) => one.name.toLowerCase() === name.toLowerCase());
    const status = cmdlet === undefined ? "read" : sectionOf(state, cmdlet.section).status;
    return status !== "denied" && status !== "notAsked";
  });
}

function isAllowed(state: TenantState, name: string): boolean {
  const recorded = recordedCmdlets(state);
  return recorded.length === 0 || recorded.some((one) => one.toLowerCase() === name.toLowerCase());
}

const recordedCmdlets = (state: TenantState): readonly string[] => state.allowedCmdlets ?? [];
