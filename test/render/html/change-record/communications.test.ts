import { describe, expect, it } from "vitest";
import { auditSnapshot } from "../../../../src/audit/audit-snapshot.ts";
import type { AppPlan } from "../../../../src/model/plan-app.ts";
import { communications } from "../../../../src/render/html/change-record/communications.ts";
import { symptomOf } from "../../../../src/render/html/change-record/symptom.ts";
import { decodeTenant } from "../../../fuzz/decode-evidence.ts";
import { contoso } from "../../../generator/tenants/contoso/contoso.ts";

const tool = { name: "scopewright", version: "0.0.0" };
const { plan } = auditSnapshot(decodeTenant(contoso), { tool, evidenceSha256: "0".repeat(64) });

const appOf = (name: string): AppPlan => {
  const app = plan.apps.find(({ displayName }) => displayName === name);
  if (app === undefined) throw new Error(`contoso has no ${name}`);
  return app;
};
const textsOf = (name: string, change: 1 | 2): readonly string[] => {
  const app = appOf(name);
  const steps = plan.steps.filter((step) => app.steps.includes(step.id) && step.change === change);
  return communications({
    app,
    change,
    move: "moves",
    steps,
    times: new Map(),
    offsets: new Map(),
    before: [],
    mailboxOf: (id) => id,
  }).flatMap(({ lines }) => lines);
};

describe("the symptom of a fault", () => {
  it("is that of the interfaces through which the app works", () => {
    const finance = appOf("Finance Suite");
    const [ews] = finance.permissions.filter(({ permission }) => permission === "EWS.AccessAsApp");
    if (ews === undefined) throw new Error("the app has no EWS");
    expect(symptomOf(appOf("Sales Mail Reader"))).toMatch(/^HTTP 403 .* refuses\)$/);
    expect(symptomOf(finance)).toMatch(/^HTTP 403 .*, or EWS response code ErrorAccessDenied$/);
    expect(symptomOf({ ...finance, permissions: [ews] })).toBe(
      "EWS response code ErrorAccessDenied",
    );
  });

  it("is not that of what stays as it is", () => {
    const finance = appOf("Finance Suite");
    const permissions = finance.permissions.map((one) =>
      one.permission === "EWS.AccessAsApp" ? { ...one, disposition: "keptLegacy" as const } : one,
    );
    expect(symptomOf({ ...finance, permissions })).not.toContain("EWS");
  });
});

describe("communications", () => {
  it("tell the owner, the vendor and the service desk of change 1, each by the name of the app", () => {
    const texts = textsOf("Finance Suite", 1);
    expect(texts).toHaveLength(3);
    for (const text of texts) expect(text).toContain("Finance Suite");
    expect(texts[0]).toContain(
      "EWS.AccessAsApp, Calendars.ReadWrite, Mail.ReadBasic, Mail.Send is deleted",
    );
    expect(texts[0]).toContain(symptomOf(appOf("Finance Suite")));
    expect(texts[2]).toMatch(
      /^Finance Suite: for 28 h after the cut-over its old tokens may still work/,
    );
  });

  it("tell nobody before change 2 that access moves", () => {
    const texts = textsOf("Finance Suite", 2);
    expect(texts).toHaveLength(2);
    expect(texts.join()).not.toContain("will get its mailbox access");
    expect(texts[1]).toContain("the scope is repaired, not the policy");
  });

  it("name no permission that stays as it is", () => {
    const texts = textsOf("Item Exporter", 1).join();
    expect(texts).toContain("Mail.Read");
    expect(texts).not.toContain("MailboxItem");
  });
});
