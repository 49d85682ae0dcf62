import { decideTenantAccess } from "../../src/access/decide-tenant-access.ts";
import { resolveTenantAccess, type TenantAccess } from "../../src/access/resolve-tenant-access.ts";
import { answerFor } from "../../src/sets/membership.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { isVisible, naiveAccess } from "../oracle/naive-access.ts";
import { randomTenant } from "../oracle/random-tenant.ts";
import { decodeTenant } from "./decode-evidence.ts";
import { VARIANTS, type Variant } from "./vary-evidence.ts";

/** One answer that the product and the oracle do not share. */
export interface Disagreement {
  /** `<appId> <resource>/<permission> <mailbox>`. */
  readonly about: string;
  readonly product: string;
  readonly oracle: string;
}

export interface Comparison {
  /** How many answers were anything but "denied" on either side. */
  readonly answers: number;
  readonly disagreements: readonly Disagreement[];
}

/** Compares who reaches which mailbox, as the product decides it from rows and the oracle from the description. */
export function compareAccess(tenant: TenantDescription, variant: Variant = "plain"): Comparison {
  const access = resolveTenantAccess(decodeTenant(tenant, variant));
  const known = new Set<string>(access.apps.flatMap(({ appId }) => appId ?? []));
  const product = productAnswers(access);
  const oracle = oracleAnswers(tenant, known);
  const abouts = [...new Set([...product.keys(), ...oracle.keys()])].toSorted();
  const disagreements = abouts.flatMap((about) => {
    const ours = product.get(about) ?? "denied";
    const theirs = oracle.get(about) ?? "denied";
    return ours === theirs ? [] : [{ about, product: ours, oracle: theirs }];
  });
  return {
    answers: abouts.length,
    disagreements: [...missingApps(tenant, known), ...disagreements],
  };
}

/** Compares the random tenant of a seed, its rows in one of the spellings and orders that mean the same. */
export const compareRandomTenant = (seed: number): Comparison =>
  compareAccess(randomTenant(seed), VARIANTS[seed % VARIANTS.length]);

function productAnswers(tenant: TenantAccess): ReadonlyMap<string, string> {
  const { keys } = tenant.facts.index;
  const answers = decideTenantAccess(tenant).flatMap(({ app, access }) =>
    app.appId === null
      ? []
      : keys.map((mailbox, index): [string, string] => [
          `${app.appId} ${access.resource}/${access.permission} ${mailbox}`,
          answerFor(access.reach, index),
        ]),
  );
  return new Map(answers.filter(([, answer]) => answer !== "denied"));
}

/** Of the apps that the evidence names at all: nobody can print a line for another. */
function oracleAnswers(
  tenant: TenantDescription,
  known: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const answers = naiveAccess(tenant)
    .filter(({ appId }) => known.has(appId))
    .flatMap(({ appId, resource, permission, mailboxes }) =>
      [...mailboxes].map(([mailbox, answer]): [string, string] => [
        `${appId} ${resource}/${permission} ${mailbox}`,
        answer,
      ]),
    );
  return new Map(answers.filter(([, answer]) => answer !== "denied"));
}

function missingApps(tenant: TenantDescription, known: ReadonlySet<string>): Disagreement[] {
  return tenant.apps
    .filter((app) => isVisible(tenant, app) !== known.has(app.appId))
    .map(({ appId }) => ({
      about: `${appId} as an app of the tenant`,
      product: known.has(appId) ? "listed" : "missing",
      oracle: known.has(appId) ? "cannot be known" : "listed",
    }));
}
