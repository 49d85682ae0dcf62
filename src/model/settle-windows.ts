/** The longest time until a change is visible everywhere. Never a minimum: windows start at zero. */
export interface SettleWindow {
  readonly minutes: number;
  /** True where Microsoft documents an end; false = a planning value, named as a hazard. */
  readonly documented: boolean;
  readonly source: string;
}

/**
 * Maxima of the settle windows.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "Testing authorization" (2025-11-25)
 * @see https://learn.microsoft.com/entra/identity-platform/access-tokens "Token lifetime" (2026)
 */
export const SETTLE_WINDOWS = {
  /** RBAC assignment created, changed or removed. */
  roleAssignment: {
    minutes: 2 * 60,
    documented: true,
    source: "https://learn.microsoft.com/exchange/permissions-exo/application-rbac",
  },
  /** Entra consent granted or revoked: tokens carry the roles claim until they expire. */
  consent: {
    minutes: 28 * 60,
    documented: true,
    source: "https://learn.microsoft.com/entra/identity-platform/access-tokens",
  },
  /** Policy added, changed or removed: over 24 hours were seen, no end is documented. */
  policy: {
    minutes: 48 * 60,
    documented: false,
    source: "https://learn.microsoft.com/exchange/permissions-exo/application-access-policies",
  },
  /** Membership of a group or unit, or the filter of a scope in use. */
  membership: {
    minutes: 24 * 60,
    documented: false,
    source: "https://learn.microsoft.com/exchange/permissions-exo/application-rbac",
  },
} as const satisfies Record<string, SettleWindow>;

/** Time between cut-over and the end of the policy, in which the owner observes: 14 days. */
export const OBSERVATION_MINUTES = 14 * 24 * 60;
