import { describe, expect, it } from "vitest";
import { resolveTenantAccess } from "../../src/access/resolve-tenant-access.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { describeWitnesses } from "../../src/plan/describe-witnesses.ts";
import { decodeTenant } from "../fuzz/decode-evidence.ts";
import { FIXTURES } from "../generator/fixture-files.ts";

const contoso = decode();

function decode(): Snapshot {
  const tenant = FIXTURES["contoso"];
  if (tenant === undefined) throw new Error("no contoso");
  return decodeTenant(tenant);
}

/** `kind state` for each witness of the app with that number. */
function witnessesOf(snapshot: Snapshot, number: string): readonly string[] {
  const { facts, apps } = resolveTenantAccess(snapshot);
  const app = apps.find(({ appId }) => appId?.endsWith(`0000000000${number}`));
  if (app === undefined) throw new Error(`no app ${number}`);
  const witnesses = describeWitnesses({ facts, app, scopes: { status: "read", value: [] } });
  return witnesses.map(({ kind, state }) => `${kind} ${state}`);
}

const withSections = (sections: Partial<Snapshot["sections"]>): Snapshot => ({
  ...contoso,
  sections: { ...contoso.sections, ...sections },
});

describe("describeWitnesses", () => {
  it("says where the service agrees", () => {
    expect(witnessesOf(contoso, "01")).toEqual(["policyCheck agrees"]);
    expect(witnessesOf(contoso, "15")).toEqual(["scopeMembers agrees", "authorization agrees"]);
  });

  it("a refused witness is not witnessed, never a disagreement", () => {
    const refused = withSections({
      "exchange/policyChecks": { status: "denied" },
      "exchange/scopeMembers": { status: "denied" },
      "exchange/servicePrincipalAuthorizations": { status: "denied" },
    });
    expect(witnessesOf(refused, "01")).toEqual(["policyCheck notWitnessed"]);
    expect(witnessesOf(refused, "15")).toEqual([
      "scopeMembers notWitnessed",
      "authorization notWitnessed",
    ]);
  });

  it("says where the service contradicts", () => {
    const members = contoso.sections["exchange/scopeMembers"];
    if (members.status !== "read") throw new Error("not read");
    const emptied = new Map(
      [...members.parents].map(([key]) => [key, { status: "read" as const, rows: [] }]),
    );
    const wrong = withSections({
      "exchange/scopeMembers": { status: "read", parents: emptied },
      "exchange/servicePrincipalAuthorizations": {
        status: "read",
        parents: new Map([["c0000000-0000-4000-8000-000000000015", { status: "read", rows: [] }]]),
      },
    });
    expect(witnessesOf(wrong, "15")).toEqual(["scopeMembers disagrees", "authorization disagrees"]);
  });
});
