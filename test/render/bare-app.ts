import type { AppPlan } from "../../src/model/plan-app.ts";

/** What an app has of which nothing is told. */
export const bare: Omit<AppPlan, "appId" | "displayName" | "status" | "reasons"> = {
  servicePrincipalId: null,
  setApart: null,
  gates: [],
  witnesses: [],
  changeHash: null,
  assumptions: [],
  policies: [],
  existingAssignments: [],
  permissions: [],
  candidates: [],
  otherPermissions: [],
  owners: null,
  ownersComplete: false,
  scope: null,
  drift: [],
  probes: { positive: [], negative: [] },
  earliestStart: null,
  proof: [],
  steps: [],
  owner: null,
  risk: null,
};
