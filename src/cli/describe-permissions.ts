import { API_PERMISSIONS } from "../model/api-permissions.ts";
import { EXCHANGE_APP_ID, GRAPH_APP_ID } from "../model/permission-table.ts";
import { REMEDIATION_RIGHTS, type RemediationRights } from "../model/remediation-rights.ts";
import {
  listScanPermissions,
  permissionIdFor,
  REGISTRATION_STEPS,
  type ScanPermission,
} from "../model/scan-rights.ts";
import { SECTION_NAMES, SECTIONS } from "../model/sections.ts";
import { textTable } from "./text-table.ts";

export const PARTS = ["registration", "sections", "remediation"] as const;
export type Part = (typeof PARTS)[number];
export type Who = "person" | "app";

const RESOURCES = {
  graph: { name: "Microsoft Graph", appId: GRAPH_APP_ID },
  exchange: { name: "Office 365 Exchange Online", appId: EXCHANGE_APP_ID },
} as const;

/** The permissions as data: one object with the parts that are asked for. */
export function permissionsAsJson(parts: readonly Part[], who: readonly Who[]): object {
  const of: Readonly<Record<Part, () => unknown>> = {
    registration: () => ({
      steps: REGISTRATION_STEPS.filter((step) => step.for === "both" || who.includes(step.for)),
      permissions: listScanPermissions()
        .filter(isFor(who))
        .map((one) => permissionAsJson(one, who)),
    }),
    sections: () =>
      SECTION_NAMES.map((section) => {
        const { holds, needs, optional } = SECTIONS[section];
        return { section, holds, needs, optional };
      }),
    remediation: () =>
      Object.entries(REMEDIATION_RIGHTS).map(([phase, rights]) => ({ phase, ...rights })),
  };
  return Object.fromEntries(parts.map((part) => [part, of[part]()]));
}

function permissionAsJson(one: ScanPermission, who: readonly Who[]): object {
  const { resource } = API_PERMISSIONS[one.permission];
  const ids = who.map((kind) => [
    kind === "app" ? "applicationId" : "delegatedId",
    permissionIdFor(one.permission, kind) ?? null,
  ]);
  return {
    permission: one.permission,
    resource,
    resourceAppId: RESOURCES[resource].appId,
    ...Object.fromEntries(ids),
    optional: one.isOptional,
    sections: one.sections,
  };
}

/** The permissions for people. */
export function* describePermissions(
  parts: readonly Part[],
  who: readonly Who[],
): Generator<string> {
  for (const [index, part] of parts.entries()) {
    if (index > 0) yield "";
    if (part === "registration") yield* describeRegistration(who);
    if (part === "sections") yield* describeSections();
    if (part === "remediation") yield* describeRemediation();
  }
}

function* describeRegistration(who: readonly Who[]): Generator<string> {
  yield "To scan: the app registration, and how to make it";
  yield "";
  const steps = REGISTRATION_STEPS.filter((step) => step.for === "both" || who.includes(step.for));
  for (const [index, step] of steps.entries()) {
    const only = step.for === "both" ? "" : `for ${SHORT[step.for]}: `;
    yield `${String(index + 1).padStart(2)}. ${only}${step.text}`;
    yield `    ${step.source}`;
  }
  for (const one of who) {
    yield "";
    yield `API permissions for ${WHO[one]}`;
    yield* textTable(
      ["permission", "id", "of", ""],
      listScanPermissions().flatMap(({ permission, isOptional }) => {
        const id = permissionIdFor(permission, one);
        if (id === undefined) return [];
        const { name } = RESOURCES[API_PERMISSIONS[permission].resource];
        return [
          { cells: [permission, id, name, isOptional ? "only when asked for" : ""], below: [] },
        ];
      }),
    );
  }
  yield "";
  yield "Without an app of your own, scan --auth device-code and browser use clients of Microsoft's own.";
}

const SHORT: Readonly<Record<Who, string>> = { person: "people who sign in", app: "an app" };
const WHO: Readonly<Record<Who, string>> = {
  person: `${SHORT.person} (--auth device-code, browser): delegated`,
  app: `${SHORT.app} (--auth certificate, secret, environment and the like): application`,
};

function* describeSections(): Generator<string> {
  yield "To scan: the least right for each section; what is refused is recorded, and the rest is read";
  yield* textTable(
    ["section", "needs"],
    SECTION_NAMES.map((name) => ({
      cells: [name, SECTIONS[name].needs.replaceAll("`", "")],
      below: [],
    })),
  );
}

function* describeRemediation(): Generator<string> {
  yield "To run the scripts of a pack: the least rights by phase. Scopewright itself never needs them";
  const phases = new Map<RemediationRights, string[]>();
  for (const [phase, rights] of Object.entries(REMEDIATION_RIGHTS)) {
    phases.set(rights, [...(phases.get(rights) ?? []), phase]);
  }
  yield* textTable(
    ["where", "rights"],
    [...phases].map(([rights, names]) => ({
      cells: [rights.service === "graph" ? "Graph" : "Exchange", rightsOf(rights)],
      below: [names.join(", "), ...(rights.note === null ? [] : [rights.note]), rights.source],
    })),
  );
  yield UNCONFIRMED;
}

const UNCONFIRMED =
  "Whether a partner's delegated administration (GDAP) may assign application roles is not documented: the scripts try it and say so.";

function rightsOf({ exchangeRoles, entraRoles, permissions }: RemediationRights): string {
  const exchange =
    exchangeRoles.length === 0 ? [] : [`Exchange roles ${exchangeRoles.join(" and ")}`];
  const entra = entraRoles.length === 0 ? [] : [`Entra role ${entraRoles.join(" or ")}`];
  const roles = [...exchange, ...entra].join(", or ");
  return [permissions.join(" and "), roles].filter((text) => text !== "").join("; ");
}

function isFor(who: readonly Who[]): (one: ScanPermission) => boolean {
  return ({ permission }) => who.some((kind) => permissionIdFor(permission, kind) !== undefined);
}
