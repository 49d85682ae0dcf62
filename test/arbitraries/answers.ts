import type { AppAccess } from "../../src/access/app-access.ts";
import { explainContributions } from "../../src/access/contribution.ts";
import { decideEffectiveAccess } from "../../src/access/effective-access.ts";
import { resolveTenantAccess, type TenantAccess } from "../../src/access/resolve-tenant-access.ts";
import type { Because } from "../../src/model/because.ts";
import type { Resource } from "../../src/model/permission-table.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { answerFor, type Membership } from "../../src/sets/membership.ts";
import { appIdOf } from "../generator/ids.ts";

const LETTERS = { allowed: "a", denied: "-", unknown: "?" } as const;

/** A letter for each mailbox in order of key: `a` allowed, `-` denied, `?` unknown. */
export const letters = (membership: Membership, size: number): string =>
  Array.from({ length: size }, (_, index) => LETTERS[answerFor(membership, index)]).join("");

/** The app with the given number. */
export function appOf(tenant: TenantAccess, number: number): AppAccess {
  const found = tenant.apps.find(({ appId }) => appId === appIdOf(number));
  if (found === undefined) throw new Error(`no app ${String(number)} in the tenant`);
  return found;
}

export interface Asked {
  readonly app?: number;
  readonly resource?: Resource;
}

/** Whom app 1 (or another) reaches with a permission on Graph (or Exchange), in letters. */
export function reach(snapshot: Snapshot, permission: string, asked: Asked = {}): string {
  const tenant = resolveTenantAccess(snapshot);
  const app = appOf(tenant, asked.app ?? 1);
  const resource = asked.resource ?? "graph";
  const access = decideEffectiveAccess(app, { resource, permission });
  return letters(access.reach, tenant.facts.index.keys.length);
}

/** Why: the reasons that speak of one mailbox (by number from 1), or of any. */
export function reasons(
  snapshot: Snapshot,
  permission: string,
  asked: Asked & { readonly mailbox?: number } = {},
): readonly Because[] {
  const tenant = resolveTenantAccess(snapshot);
  const app = appOf(tenant, asked.app ?? 1);
  const { contributions } = decideEffectiveAccess(app, {
    resource: asked.resource ?? "graph",
    permission,
  });
  const size = tenant.facts.index.keys.length;
  return explainContributions(
    contributions,
    asked.mailbox === undefined ? { size } : { mailbox: asked.mailbox - 1, size },
  );
}

/** The names and effects of the rules alone: `policy-deny deny`. */
export const rulesOf = (because: readonly Because[]): readonly string[] =>
  because.map(({ rule, effect }) => `${rule} ${effect}`);
