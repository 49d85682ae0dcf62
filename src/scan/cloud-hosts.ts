import { AppError } from "../errors.ts";
import type { Cloud } from "../model/snapshot.ts";

/** One audience of a cloud: where it answers, and the only hosts that may be sent its tokens. */
export interface Audience {
  /** Origin of requests, without a slash at its end. */
  readonly base: string;
  /** What a token for it is asked with. */
  readonly scope: string;
  readonly hosts: readonly string[];
}

/** Where the services of one cloud answer. A token of one audience goes to the hosts of that audience and nowhere else. */
export interface CloudServices {
  readonly cloud: Cloud;
  readonly exchange: Audience;
  readonly graph: Audience;
  readonly login: Omit<Audience, "scope">;
}

interface CloudHosts {
  /** The first is asked unless another one is chosen; the service may name itself by `exchangeAliases` in its answers. */
  readonly exchange: readonly [string, ...string[]];
  readonly exchangeAliases: readonly string[];
  readonly graph: string;
  /** The first is asked. */
  readonly login: readonly [string, ...string[]];
}

/**
 * Hosts of each cloud.
 *
 * Two sources name Exchange differently in the last two clouds: the admin API's page (first) and the PowerShell module,
 * which connects to the second. So it can be chosen.
 *
 * @see https://learn.microsoft.com/exchange/reference/admin-api-get-started "Endpoints"
 * @see https://learn.microsoft.com/graph/deployments
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/connect-exchangeonline "-ExchangeEnvironmentName"
 * @see https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud
 * @see https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges
 */
export const CLOUD_HOSTS = {
  worldwide: {
    exchange: ["outlook.office365.com"],
    exchangeAliases: ["outlook.office.com"],
    graph: "graph.microsoft.com",
    login: ["login.microsoftonline.com"],
  },
  usGovHigh: {
    exchange: ["outlook.office365.us"],
    exchangeAliases: [],
    graph: "graph.microsoft.us",
    login: ["login.microsoftonline.us"],
  },
  usGovDod: {
    exchange: ["outlook-dod.office365.us", "webmail.apps.mil"],
    exchangeAliases: [],
    graph: "dod-graph.microsoft.us",
    login: ["login.microsoftonline.us"],
  },
  china: {
    exchange: ["outlook.office365.cn", "partner.outlook.cn"],
    exchangeAliases: [],
    graph: "microsoftgraph.chinacloudapi.cn",
    login: ["login.partner.microsoftonline.cn", "login.chinacloudapi.cn"],
  },
} as const satisfies Record<Cloud, CloudHosts>;

export const CLOUD_NAMES: readonly Cloud[] = Object.keys(CLOUD_HOSTS) as Cloud[];

/**
 * Resolves the services of a cloud.
 *
 * Observed for the worldwide cloud, not documented for the others: Exchange's audience is the host that is asked.
 *
 * @param exchangeHost one of the cloud's Exchange hosts; default: the first
 * @throws AppError `usage` for a host that is not one of them: a token is never sent to a host that a flag made up
 */
export function resolveCloudServices(cloud: Cloud, exchangeHost?: string): CloudServices {
  const { exchange, exchangeAliases, graph, login }: CloudHosts = CLOUD_HOSTS[cloud];
  const chosen = exchangeHost?.trim().toLowerCase() ?? exchange[0];
  if (!exchange.includes(chosen)) {
    throw new AppError("usage", `\`${chosen}\` is no Exchange host of the cloud \`${cloud}\``, {
      hint: `give --exchange-host ${exchange.join(" or ")}, or another --cloud`,
    });
  }
  return {
    cloud,
    exchange: audience(chosen, [...exchange, ...exchangeAliases]),
    graph: audience(graph, [graph]),
    login: { base: `https://${login[0]}`, hosts: login },
  };
}

const audience = (host: string, hosts: readonly string[]): Audience => ({
  base: `https://${host}`,
  scope: `https://${host}/.default`,
  hosts,
});
