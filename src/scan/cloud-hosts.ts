/**
 * Where the worldwide cloud answers. A token of one audience goes to the hosts of that audience and nowhere else.
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges
 */
export const WORLDWIDE = {
  exchange: {
    base: "https://outlook.office365.com",
    scope: "https://outlook.office365.com/.default",
    // The service names itself by the second host in its answers.
    hosts: ["outlook.office365.com", "outlook.office.com"],
  },
  graph: {
    scope: "https://graph.microsoft.com/.default",
    hosts: ["graph.microsoft.com"],
  },
  login: {
    base: "https://login.microsoftonline.com",
    hosts: ["login.microsoftonline.com"],
  },
} as const;
