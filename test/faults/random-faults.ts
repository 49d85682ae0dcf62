import type { Aim, Faults } from "../../src/emulator/faults/faults.ts";
import type { Random } from "../generator/random.ts";

type FaultKind = Exclude<keyof Faults, "seed" | "retryAfterSeconds" | "cursorLifetimeMs">;

const CMDLETS = [
  "Get-AdministrativeUnit",
  "Get-ApplicationAccessPolicy",
  "Get-DistributionGroupMember",
  "Get-ManagementRole",
  "Get-ManagementRoleAssignment",
  "Get-ManagementScope",
  "Get-OrganizationConfig",
  "Get-Recipient",
  "Get-ServicePrincipal",
  "Get-UnifiedGroupLinks",
  "Test-ApplicationAccessPolicy",
  "Test-ServicePrincipalAuthorization",
];

const PATHS = [
  "/$batch",
  "/organization",
  "/servicePrincipals",
  "/servicePrincipals(*)",
  "/servicePrincipals/*/owners",
  "/servicePrincipals/*/appRoleAssignedTo",
  "/applications",
  "/applications/*/owners",
  "/groups/*",
  "/groups/*/owners",
  "/directory/administrativeUnits",
  "/directory/administrativeUnits/*/members",
  "/directory/deletedItems/*",
  "/oauth2PermissionGrants",
  "/users",
];

const TARGETS = [...CMDLETS, ...PATHS, "EXOModuleFile", "/*/v2.0/.well-known/*"];

/** One fault of each kind, its parameters drawn by chance. Nobody waits: no wait is short and real. */
const DRAW: Readonly<Record<FaultKind, (random: Random) => Faults>> = {
  pageSize: (random) => ({ pageSize: 1 + random.below(4) }),
  throttleEvery: (random) => ({
    throttleEvery: random.pick([1, 2, 3, 5, 8]),
    // The Graph library really waits for up to 180 seconds; longer waits are ours, and nobody sleeps.
    retryAfterSeconds: random.pick([0, 0, 200, 1000]),
  }),
  transientEvery: (random) => ({ transientEvery: random.pick([1, 2, 3, 5, 8]) }),
  slow: (random) => ({ slow: random.below(3) }),
  denyCmdlets: (random) => ({ denyCmdlets: [random.pick(CMDLETS), random.pick(CMDLETS)] }),
  denyPaths: (random) => ({ denyPaths: [random.pick(PATHS)] }),
  failPage: (random) => ({
    failPage: [{ ...drawTarget(random, 3), page: 1 + random.below(3) }],
  }),
  dropConnection: (random) => ({
    dropConnection: [{ ...drawAim(random), when: random.pick(["before", "midway"]) }],
  }),
  truncateBody: (random) => ({
    truncateBody: [
      {
        ...drawAim(random),
        framing: random.pick(["contentLength", "chunked", "untilClose"]),
        ...(random.once(2) ? { keep: random.pick([0, 0.5, 0.999]) } : {}),
      },
    ],
  }),
  htmlError: (random) => ({
    htmlError: [{ ...drawAim(random), status: random.pick([200, 200, 200, 403, 404, 502, 503]) }],
  }),
  expireToken: (random) => ({
    expireToken: [
      {
        after: random.pick([0, 1, 3, 7, 20]),
        tokens: random.pick([1, 1, 2, 3, 1000]),
        challenge: random.pick(["claims", "expired"]),
        ...(random.once(2) ? { service: random.pick(["exchange", "graph"]) } : {}),
      },
    ],
  }),
  expireCursor: (random) => ({ expireCursor: [drawAim(random)] }),
};

const KINDS = Object.keys(DRAW) as FaultKind[];

/** Every kind of fault alone, then every two of them. */
const COMBINATIONS: readonly (readonly FaultKind[])[] = [
  ...KINDS.map((kind) => [kind]),
  ...KINDS.flatMap((kind, index) => KINDS.slice(index + 1).map((other) => [kind, other])),
];

/**
 * The faults of a seed; seeds one after the other go round through every kind alone and all pairs.
 *
 * Pages are small more often than not: else there would be few to lose.
 */
export function randomFaults(seed: number, random: Random): Faults {
  const kinds = COMBINATIONS[seed % COMBINATIONS.length] ?? [];
  const drawn = kinds.map((kind) => DRAW[kind](random));
  const pages = random.once(4) ? {} : { pageSize: 1 + random.below(5) };
  return Object.assign({ seed, ...pages }, ...drawn) as Faults;
}

export const COMBINATION_COUNT = COMBINATIONS.length;

/** Whether the seed draws one kind of fault alone. */
export const isAlone = (seed: number): boolean => seed % COMBINATIONS.length < KINDS.length;

const drawTarget = (random: Random, anyOnceIn: number): Pick<Aim, "on"> =>
  random.once(anyOnceIn) ? {} : { on: random.pick(TARGETS) };

function drawAim(random: Random): Aim {
  const when = random.pick<() => Aim>([
    () => ({ at: 1 + random.below(3) }),
    () => ({ every: 1 + random.below(4) }),
    () => ({ chance: random.pick([0.1, 0.3, 0.6]) }),
    () => ({ page: 1 + random.below(3) }),
    () => ({ page: 2, at: 1 }),
  ]);
  return { ...drawTarget(random, 2), ...when() };
}
