import { CMDLET_PARAMETERS } from "../emulator/cmdlet-parameters.ts";
import { set, type ParameterSet } from "../emulator/parameter-set.ts";
import { GRAPH_CMDLETS } from "./graph-cmdlets.ts";

/** One cmdlet of a tenant's service that the scripts may call. */
export interface ServiceCmdlet {
  readonly name: string;
  readonly module: string;
  readonly sets: readonly ParameterSet[];
}

/**
 * What the scripts call in Exchange beyond the cmdlets that the emulator's table has.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/ one page for each cmdlet
 *   (docs as of 2026-08-21)
 */
const MORE_EXCHANGE: Readonly<Record<string, readonly ParameterSet[]>> = {
  "Get-ConnectionInformation": [
    set("Default", "", ""),
    set("ConnectionId", "ConnectionId", ""),
    set("ModulePrefix", "ModulePrefix", ""),
  ],
};

/** Every cmdlet of both services, by name. */
export const SERVICE_CMDLETS: ReadonlyMap<string, ServiceCmdlet> = new Map(
  [
    ...Object.entries({ ...MORE_EXCHANGE, ...CMDLET_PARAMETERS }).map(([name, sets]) => ({
      name,
      module: "ExchangeOnlineManagement",
      sets,
    })),
    ...GRAPH_CMDLETS,
  ].map((cmdlet) => [cmdlet.name, cmdlet] as const),
);
