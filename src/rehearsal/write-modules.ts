import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ParameterSet } from "../emulator/parameter-set.ts";
import { InvariantError } from "../errors.ts";
import { GRAPH_CMDLETS, type GraphRequest } from "./graph-cmdlets.ts";
import { SERVICE_CMDLETS, type ServiceCmdlet } from "./service-cmdlets.ts";

/**
 * Modules by name: version, what they stand on, and their own parts.
 *
 * @param exchangeVersion of ExchangeOnlineManagement
 */
const modulesOf = (exchangeVersion: string): readonly ModuleDescription[] => [
  {
    name: "ExchangeOnlineManagement",
    version: exchangeVersion,
    parts: ["transport", "exchange"],
    own: ["Connect-ExchangeOnline", "Disconnect-ExchangeOnline", "Get-ConnectionInformation"],
    requires: [],
  },
  {
    name: "Microsoft.Graph.Authentication",
    version: "2.36.0",
    parts: ["transport", "graph-sign-in"],
    own: ["Connect-MgGraph", "Disconnect-MgGraph", "Get-MgContext", "Get-MgEnvironment"],
    requires: [],
  },
  ...["Applications", "Identity.DirectoryManagement"].map((area) => ({
    name: `Microsoft.Graph.${area}`,
    version: "2.36.0",
    parts: ["transport", "graph"],
    own: [],
    requires: ["Microsoft.Graph.Authentication"],
  })),
  {
    name: "VirtualClock",
    version: "1.0.0",
    parts: ["transport", "virtual-clock"],
    own: ["Get-Date", "Start-Sleep"],
    requires: [],
  },
];

interface ModuleDescription {
  readonly name: string;
  readonly version: string;
  /** Templates that come first. */
  readonly parts: readonly string[];
  /** Functions of those parts that are exported. */
  readonly own: readonly string[];
  readonly requires: readonly string[];
}

/** Switches; every other parameter takes a value. */
const SWITCHES = new Set(
  `All Archive Arbitration AuditLog AuxAuditLog BookmarkDisplayName Break BypassNestedModerationEnabled
  BypassSecurityGroupManagerCheck Confirm CopyOwnerToMember Delegating Exclusive Force GetChildren
  GetEffectiveUsers GroupMailbox HiddenGroupMembershipEnabled IgnoreDefaultScope IgnoreNamingPolicy
  InactiveMailboxOnly IncludeSoftDeletedObjects IncludeSoftDeletedRecipients Migration Monitoring Orphan
  OverrideRecipientQuotas Owner PassThru ProxyUseDefaultCredentials PublicFolder ReadFromDomainController Recurse
  RemoteArchive RetrieveEwsOperationAccessPolicy RoomList SoftDeletedMailbox SupervisoryReviewPolicy
  UnScopedTopLevel UseCustomRouting WhatIf`.split(/\s+/),
);
/** Parameters of the same names that take true or false. */
const NO_SWITCHES: ReadonlyMap<string, readonly string[]> = new Map([
  ["Get-ManagementRoleAssignment", ["Delegating", "Exclusive"]],
  ["Get-ManagementScope", ["Exclusive"]],
]);

export interface ModuleSource {
  /** Path under `templates/` -> text. */
  readonly templates: ReadonlyMap<string, string>;
  /** Of ExchangeOnlineManagement. */
  readonly exchangeVersion: string;
}

/**
 * Writes stand-ins for Microsoft's modules, for PSModulePath: each cmdlet of the tables as a call of the emulated tenant
 * that SCOPEWRIGHT_EMULATOR names, and the clock of that tenant.
 */
export async function writeModules(
  folder: string,
  { templates, exchangeVersion }: ModuleSource,
): Promise<void> {
  for (const module of modulesOf(exchangeVersion)) {
    const home = join(folder, module.name, module.version);
    await mkdir(home, { recursive: true });
    const proxies = [...SERVICE_CMDLETS.values()].filter(
      ({ name, module: owner }) => owner === module.name && !module.own.includes(name),
    );
    const parts = module.parts.map((part) => partOf(templates, part));
    const exported = [...module.own, ...proxies.map(({ name }) => name)];
    const text = [
      ...parts,
      ...proxies.map(proxyOf),
      `Export-ModuleMember -Function ${listOf(exported)}\n`,
    ];
    await writeFile(join(home, `${module.name}.psm1`), text.join("\n"));
    await writeFile(join(home, `${module.name}.psd1`), manifestOf(module, exported));
  }
}

function partOf(templates: ReadonlyMap<string, string>, part: string): string {
  const text = templates.get(`rehearsal/${part}.ps1`);
  if (text === undefined) throw new InvariantError(`template \`rehearsal/${part}.ps1\` is missing`);
  return text;
}

function manifestOf(
  { name, version, requires }: ModuleDescription,
  exported: readonly string[],
): string {
  return `@{
    RootModule        = '${name}.psm1'
    ModuleVersion     = '${version}'
    PowerShellVersion = '5.1'
    RequiredModules   = @(${listOf(requires)})
    FunctionsToExport = @(${listOf(exported)})
    CmdletsToExport   = @()
    AliasesToExport   = @()
}
`;
}

function proxyOf({ name, sets }: ServiceCmdlet): string {
  const request = GRAPH_CMDLETS.find((cmdlet) => cmdlet.name === name)?.request;
  const changes = request !== undefined && request.method !== "GET";
  // Graph's ask themselves; of Exchange's Confirm and WhatIf are parameters like others, which the service is told.
  const binding = [
    `DefaultParameterSetName = '${(sets.find((set) => set.name === "Identity") ?? sets[0])?.name ?? ""}'`,
    ...(changes ? ["SupportsShouldProcess"] : []),
  ];
  const names = [...new Set(sets.flatMap(({ required, optional }) => [...required, ...optional]))];
  const declared = names.filter((one) => !changes || (one !== "Confirm" && one !== "WhatIf"));
  return `function ${name} {
    [CmdletBinding(${binding.join(", ")})]
    param(
${declared.map((one) => `        ${parameterOf(name, one, sets)}`).join(",\n")}
    )
    ${request === undefined ? `Invoke-Exchange $PSCmdlet '${name}' $PSBoundParameters` : callOf(request)}
}
`;
}

function parameterOf(cmdlet: string, name: string, sets: readonly ParameterSet[]): string {
  const attributes = sets.flatMap((set) => {
    const isRequired = set.required.includes(name);
    if (!isRequired && !set.optional.includes(name)) return [];
    return [`[Parameter(ParameterSetName = '${set.name}'${isRequired ? ", Mandatory" : ""})]`];
  });
  const isSwitch = SWITCHES.has(name) && NO_SWITCHES.get(cmdlet)?.includes(name) !== true;
  return `${attributes.join(" ")} ${isSwitch ? "[switch]" : ""}$${name}`;
}

function callOf({ method, path, item = "", body = [], properties = [] }: GraphRequest): string {
  return (
    `Invoke-Graph -Caller $PSCmdlet -Bound $PSBoundParameters -Method '${method}' -Path ${quote(path)} ` +
    `-Item '${item}' -Body @(${listOf(body)}) -Properties @(${listOf(properties)})`
  );
}

/** Names of the tables alone: none holds a quote. */
const quote = (name: string): string => `'${name}'`;

const listOf = (names: readonly string[]): string => names.map(quote).join(", ");
