import { describe, expect, it } from "vitest";
import { decideGates } from "../../src/access/decide-gates.ts";
import { resolveTenantAccess } from "../../src/access/resolve-tenant-access.ts";
import type { OrganizationConfigRow } from "../../src/model/exchange-rows.ts";
import type { ServicePrincipalRow } from "../../src/model/graph-rows.ts";
import type { Gate } from "../../src/model/plan-app.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { appId } from "../../src/model/ids.ts";
import { appIdOf, registrationId } from "../generator/ids.ts";
import { appOf } from "../arbitraries/answers.ts";
import { pointer, servicePrincipal } from "../arbitraries/rows.ts";
import { rows, snapshotOf } from "../arbitraries/snapshot.ts";

const gates = (snapshot: Snapshot, usesEws = true): readonly Gate[] =>
  decideGates(snapshot, appOf(resolveTenantAccess(snapshot), 1), { usesEws });

const state = (snapshot: Snapshot, rule: Gate["rule"]): string | undefined =>
  gates(snapshot).find((gate) => gate.rule === rule)?.state;

const withConfig = (config: OrganizationConfigRow, collectedAt = "2026-11-20T06:00:00Z") =>
  snapshotOf(
    {
      "graph/servicePrincipals": rows(servicePrincipal(1)),
      "exchange/organizationConfig": rows(config),
    },
    { collectedAt },
  );

const BEFORE = "2026-09-30T23:59:59Z";
const FROM = "2026-10-01T00:00:00Z";
const ME = appIdOf(1);

describe("the gate of EWS", () => {
  it.each<[string, OrganizationConfigRow, string, string]>([
    ["not set, before October", { ewsEnabled: null, ewsAllowedAppIds: null }, BEFORE, "open"],
    ["not set, from October", { ewsEnabled: null, ewsAllowedAppIds: null }, FROM, "open"],
    ["not set: the list is ignored", { ewsEnabled: null, ewsAllowedAppIds: ["x"] }, FROM, "open"],
    ["on, no list, before October", { ewsEnabled: true, ewsAllowedAppIds: null }, BEFORE, "open"],
    ["on, empty list, before October", { ewsEnabled: true, ewsAllowedAppIds: [] }, BEFORE, "open"],
    ["on, no list, from October", { ewsEnabled: true, ewsAllowedAppIds: null }, FROM, "closed"],
    ["on, empty list, from October", { ewsEnabled: true, ewsAllowedAppIds: [] }, FROM, "closed"],
    ["on, listed, before October", { ewsEnabled: true, ewsAllowedAppIds: [ME] }, BEFORE, "open"],
    ["on, listed, from October", { ewsEnabled: true, ewsAllowedAppIds: ["x", ME] }, FROM, "open"],
    ["on, others listed", { ewsEnabled: true, ewsAllowedAppIds: ["x"] }, BEFORE, "closed"],
    ["off, listed or not", { ewsEnabled: false, ewsAllowedAppIds: [ME] }, BEFORE, "closed"],
    ["not reported", { ewsAllowedAppIds: [ME] }, FROM, "notReported"],
    ["on, the list not reported", { ewsEnabled: true }, FROM, "notReported"],
  ])("%s", (_name, config, collectedAt, expected) => {
    expect(state(withConfig(config, collectedAt), "ewsTenantSettings")).toBe(expected);
  });

  it("stands beside apps that use EWS alone", () => {
    const rules = gates(withConfig({ ewsEnabled: false }), false).map(({ rule }) => rule);
    expect(rules).toEqual(["appEnabled", "exoAppRbacEnforcement"]);
  });
});

describe("the gate of enforcement", () => {
  it.each<[string, boolean | null | undefined, boolean | undefined, string]>([
    ["off", false, undefined, "open"],
    ["on", true, undefined, "unknown"],
    ["null", null, undefined, "notReported"],
    ["not reported", undefined, undefined, "notReported"],
    ["on, overridden by the app", true, true, "unknown"],
    ["off, overridden by the app", false, true, "unknown"],
    ["off, not overridden", false, false, "open"],
  ])("%s", (_name, enforced, overridden, expected) => {
    const config = enforced === undefined ? {} : { enforceExoAppRbacPermissions: enforced };
    const more =
      overridden === undefined ? {} : { overrideEnforceExoAppRbacPermissions: overridden };
    const snapshot = withConfig(config);
    const sections = { ...snapshot.sections, "exchange/servicePrincipals": rows(pointer(1, more)) };
    expect(state({ ...snapshot, sections }, "exoAppRbacEnforcement")).toBe(expected);
  });

  it("says that the sets are an upper bound where it is on", () => {
    const [, gate] = gates(withConfig({ enforceExoAppRbacPermissions: true }));
    expect(gate?.text).toContain("upper bound (U1)");
  });
});

describe("the gate of the app itself", () => {
  it.each<[string, Parameters<typeof servicePrincipal>[1], string]>([
    ["enabled", { accountEnabled: true }, "open"],
    ["disabled", { accountEnabled: false }, "closed"],
    ["disabled by Microsoft", { disabledByMicrosoftStatus: "DisabledDueToViolation" }, "closed"],
    ["not disabled by Microsoft", { disabledByMicrosoftStatus: null }, "open"],
    ["not disabled, as Microsoft writes it", { disabledByMicrosoftStatus: "NotDisabled" }, "open"],
  ])("%s", (_name, more, expected) => {
    const apps = { "graph/servicePrincipals": rows(servicePrincipal(1, more)) };
    expect(state(snapshotOf(apps), "appEnabled")).toBe(expected);
  });

  it.each([
    [true, "closed"],
    [false, "open"],
    [undefined, "open"],
  ])("deactivated as a registration: %s", (isDisabled, expected) => {
    const about = { id: registrationId(appIdOf(1)), appId: appId(appIdOf(1)) };
    const registration = isDisabled === undefined ? about : { ...about, isDisabled };
    const apps = {
      "graph/servicePrincipals": rows(servicePrincipal(1, { accountEnabled: true })),
      "graph/applications": rows(registration),
    };
    expect(state(snapshotOf(apps), "appEnabled")).toBe(expected);
  });

  it("is not reported where the row does not say", () => {
    const { accountEnabled: _left, ...silent } = servicePrincipal(1);
    const apps = { "graph/servicePrincipals": rows(silent) };
    expect(state(snapshotOf(apps), "appEnabled")).toBe("notReported");
  });

  it("is unknown where Entra's list was not read", () => {
    const snapshot = snapshotOf({
      "graph/servicePrincipals": { status: "denied" },
      "exchange/servicePrincipals": rows(pointer(1)),
    });
    expect(state(snapshot, "appEnabled")).toBe("unknown");
  });
});

describe("the gate of sign-in", () => {
  it.each([
    [rows<ServicePrincipalRow>(), "the tenant has no service principal of this app"],
    [{ status: "denied" as const }, "the service principal was not read"],
  ])("tells an app without a service principal from one that was not read", (section, text) => {
    const snapshot = snapshotOf({
      "exchange/servicePrincipals": rows(pointer(1)),
      "graph/servicePrincipals": section,
    });
    expect(gates(snapshot)).toContainEqual(
      expect.objectContaining({ rule: "appEnabled", state: "unknown", text }),
    );
  });
});

describe("the tenant's switches, unread", () => {
  it("make both gates unknown, never open", () => {
    const snapshot = snapshotOf({
      "graph/servicePrincipals": rows(servicePrincipal(1)),
      "exchange/organizationConfig": { status: "denied" },
    });
    expect(state(snapshot, "ewsTenantSettings")).toBe("unknown");
    expect(state(snapshot, "exoAppRbacEnforcement")).toBe("unknown");
  });

  it("are dated by the evidence", () => {
    expect(new Set(gates(withConfig({})).map(({ asOf }) => asOf))).toEqual(
      new Set(["2026-11-20T06:00:00Z"]),
    );
  });
});
