/** Something that Microsoft ends, or turns into something else. */
export interface Deadline {
  /** What happens, in words. */
  readonly what: string;
  /** ISO 8601 day (UTC); null = no date was announced, and none may be stated. */
  readonly date: string | null;
  /** False = Microsoft's own text was not seen, or may differ by tenant: show it, decide nothing by it (U10). */
  readonly confirmed: boolean;
  readonly source: Source;
}

/** Where a statement about Microsoft's service comes from. */
export interface Source {
  readonly url: string;
  /** Date of the page as it was read, ISO 8601 day. */
  readonly asOf: string;
}

const EWS_PAGE: Source = {
  url: "https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/deprecation-of-ews-exchange-online",
  asOf: "2026-09-04",
};
const EWS_ANNOUNCEMENT: Source = {
  url: "https://techcommunity.microsoft.com/blog/exchange/exchange-online-ews-your-time-is-almost-up/4492361",
  asOf: "2026-08-20",
};

/**
 * What ends, and when.
 *
 * Application Access Policies have no date: Microsoft announced that a retirement will be announced, and no more.
 */
export const DEADLINES = {
  /** From here a tenant with EWS on and no list of apps blocks every app. */
  ewsPhasedDisablement: {
    what: "the phased disablement of EWS begins; with EwsEnabled on, only apps in EwsAllowedAppIDs are served",
    date: "2026-10-01",
    confirmed: true,
    source: EWS_ANNOUNCEMENT,
  },
  ewsListEnforcement: {
    what: "the list of allowed apps is enforced worldwide (message MC1485116, told by others)",
    date: "2026-10-10",
    confirmed: false,
    source: EWS_ANNOUNCEMENT,
  },
  ewsEnd: {
    what: "EWS in Exchange Online is off for everybody",
    date: "2027-04-01",
    confirmed: true,
    source: EWS_PAGE,
  },
  /** Announced as "starting February 2025"; when a tenant is done is not told (U13). */
  applicationImpersonation: {
    what: "the removal of ApplicationImpersonation from Exchange Online begins",
    date: "2025-02-01",
    confirmed: false,
    source: {
      url: "https://techcommunity.microsoft.com/blog/exchange/retirement-of-rbac-application-impersonation-in-exchange-online/4062671",
      asOf: "2024-11-13",
    },
  },
  applicationAccessPolicies: {
    what: "Application Access Policies will require migration",
    date: null,
    confirmed: true,
    source: {
      url: "https://learn.microsoft.com/exchange/permissions-exo/application-access-policies",
      asOf: "2023-06-26",
    },
  },
} as const satisfies Record<string, Deadline>;
