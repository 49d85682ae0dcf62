import { describe, expect, it } from "vitest";
import { FIXTURES } from "../generator/fixture-files.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { randomTenant } from "../oracle/random-tenant.ts";
import { THOROUGH } from "../thorough.ts";
import { compareEmulated } from "./compare-emulated.ts";

const TENANTS = THOROUGH ? 20 : 3;

/** Everything read, the roles of impersonation present, and answers in English: an emulated tenant can tell no more. */
function wholeTenant(seed: number): TenantDescription {
  const impersonation = FIXTURES["contoso"]?.impersonation;
  const tenant = randomTenant(seed);
  return {
    ...tenant,
    impersonation: impersonation ?? tenant.impersonation,
    localisedPolicyChecks: false,
    unread: {},
    unreadParents: {},
  };
}

describe("emulated tenants", () => {
  it("emulation_keeps_the_plan: a scan of an emulated tenant gives the plan of its evidence", async () => {
    for (let seed = 1; seed <= TENANTS; seed += 1) {
      const { read, scanned } = await compareEmulated(wholeTenant(seed));
      expect(scanned, `seed ${String(seed)}`).toBe(read);
    }
  });
});
