import type { Cloud } from "../model/snapshot.ts";

/** Hosts of the services of one cloud; links in answers carry them, never the emulator's own address. */
export interface CloudHosts {
  readonly exchange: string;
  readonly login: string;
  readonly graph: string;
}

/**
 * @see https://learn.microsoft.com/exchange/reference/admin-api-get-started "Endpoints" and
 *   https://learn.microsoft.com/graph/deployments "Microsoft Graph and Graph Explorer service root endpoints"
 */
export const CLOUD_HOSTS: Readonly<Record<Cloud, CloudHosts>> = {
  worldwide: {
    exchange: "outlook.office365.com",
    login: "login.microsoftonline.com",
    graph: "graph.microsoft.com",
  },
  usGovHigh: {
    exchange: "outlook.office365.us",
    login: "login.microsoftonline.us",
    graph: "graph.microsoft.us",
  },
  usGovDod: {
    exchange: "outlook-dod.office365.us",
    login: "login.microsoftonline.us",
    graph: "dod-graph.microsoft.us",
  },
  china: {
    exchange: "outlook.office365.cn",
    login: "login.partner.microsoftonline.cn",
    graph: "microsoftgraph.chinacloudapi.cn",
  },
};
