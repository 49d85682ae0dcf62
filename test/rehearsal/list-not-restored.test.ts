import { beforeAll, describe, expect, it } from "vitest";
import type { AppPlan } from "../../src/model/plan-app.ts";
import type { Plan } from "../../src/model/plan-document.ts";
import { listNotRestored } from "../../src/rehearsal/list-not-restored.ts";
import { auditFolder } from "../../src/rehearsal/scan-again.ts";
import { CONTOSO } from "./write-contoso-pack.ts";

let plan: Plan;
let reviewed: AppPlan;
beforeAll(async () => {
  const tool = { name: "scopewright", version: "0.0.0" };
  plan = (await auditFolder(CONTOSO, { tool, decisions: undefined })).plan;
  const found = plan.apps.find(({ status }) => status === "review");
  if (found === undefined) throw new Error("no app is to be reviewed");
  reviewed = found;
});

/** The plan with another one of that app. */
const withApp = (app: AppPlan): Plan => ({
  ...plan,
  apps: plan.apps.map((one) => (one.appId === app.appId ? app : one)),
});
const accepted = (app: AppPlan): AppPlan => ({
  ...app,
  status: "ready",
  reasons: [...app.reasons, { kind: "accepted", text: "accepted as it is by the board" }],
});

describe("listNotRestored", () => {
  it("finds nothing in the tenant as it was", () => {
    for (const app of plan.apps) expect(listNotRestored(app, plan, plan)).toEqual([]);
  });

  it("an acceptance ends with the grant that it was of: the plan is to be reviewed again", () => {
    const app = accepted(reviewed);
    expect(listNotRestored(app, withApp(app), plan)).toEqual([]);
  });

  it("names each aspect that is another one", () => {
    const blocked = withApp({ ...reviewed, status: "blocked", policies: [], steps: [] });
    expect(listNotRestored(accepted(reviewed), plan, blocked)).toEqual([
      "status: not as before",
      "policies: not as before",
      "what there is to do: not as before",
    ]);
    const gone = { ...plan, apps: plan.apps.filter((app) => app !== reviewed) };
    expect(listNotRestored(reviewed, plan, gone)).toEqual(["the app is not in the plan any more"]);
  });
});
