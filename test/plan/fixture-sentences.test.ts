import { describe, expect, it } from "vitest";
import { auditSnapshot } from "../../src/audit/audit-snapshot.ts";
import { appId as toAppId, recipientKey } from "../../src/model/ids.ts";
import type { AppPlan } from "../../src/model/plan-app.ts";
import type { Plan } from "../../src/model/plan-document.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { judgeRisk } from "../../src/plan/judge-risk.ts";
import { decodeTenant } from "../fuzz/decode-evidence.ts";
import { FIXTURES } from "../generator/fixture-files.ts";
import { appIdOf, mailboxKey } from "../generator/ids.ts";

function snapshotOf(name: string): Snapshot {
  const tenant = FIXTURES[name];
  if (tenant === undefined) throw new Error(name);
  return decodeTenant(tenant);
}

function planOfSnapshot(snapshot: Snapshot): Plan {
  const tool = { name: "scopewright", version: "0.0.0" };
  return auditSnapshot(snapshot, { tool, evidenceSha256: "0".repeat(64) }).plan;
}

const planOf = (name: string): Plan => planOfSnapshot(snapshotOf(name));

const PLANS = { contoso: planOf("contoso"), fabrikam: planOf("fabrikam") };

/** The one app of that name, or of which the name is the beginning. */
function appOf(plan: Plan, name: string): AppPlan {
  const [app, ...others] = plan.apps.filter(({ displayName }) => displayName.startsWith(name));
  if (app === undefined || others.length > 0) throw new Error(name);
  return app;
}

const reasonsOf = (plan: Plan, name: string): readonly string[] =>
  appOf(plan, name).reasons.map(({ text }) => text);

const fabrikam = PLANS.fabrikam;

describe("what the plan of fabrikam says", () => {
  it("of a deny alone: mailboxes to come are taken in", () => {
    expect(appOf(fabrikam, "F9 ").risk?.why).toContain(
      "its scope leaves mailboxes out, and takes in everybody who is created later",
    );
    expect(appOf(fabrikam, "F9 ").drift[0]).toContain("mailboxes that are created later");
  });

  it("of a deny beside a RestrictAccess policy: nothing of mailboxes to come", () => {
    const app = appOf(fabrikam, "F2 ");
    const said = [...reasonsOf(fabrikam, "F2 "), ...app.drift, ...(app.risk?.why ?? [])];
    expect(said.join("; ")).not.toContain("created later");
    expect(app.risk).toMatchObject({ level: "high" });
  });

  it("of a reach: its number, or that nobody counted it", () => {
    const app = appOf(fabrikam, "F15 ");
    expect(app.risk?.why).toEqual([
      "it reaches 1035 mailboxes: a mistake is noticed by many at once",
    ]);
    const reaching = (count: number | null): AppPlan => ({
      ...app,
      permissions: app.permissions.map((one) => ({ ...one, target: { count, set: null } })),
    });
    expect(judgeRisk(reaching(99))?.level).toBe("low");
    expect(judgeRisk(reaching(null))?.why).toEqual([
      "how many mailboxes it reaches is not counted",
    ]);
  });

  it("of nested groups: their names, and which group holds them", () => {
    expect(reasonsOf(fabrikam, "F3 ")).toContain(
      "Branch South Kiosk is nested in Branches: a scope counts direct members only, so its filter names this group too",
    );
    const nested = appOf(fabrikam, "F3 ").assumptions.filter(
      ({ kind }) => kind === "nestedMembers",
    );
    expect(nested.map(({ text }) => text.replace(/^.* are exactly /, ""))).toEqual([
      "Branch North (b0000000-0000-4000-8000-000000000005), Branch South (b0000000-0000-4000-8000-000000000006)",
      "Branch South Kiosk (b0000000-0000-4000-8000-000000000007)",
    ]);
  });

  it("of nesting that nobody checked: whom it concerns, both readings, and how to ask", () => {
    expect(reasonsOf(fabrikam, "Nested, And Nobody To Ask")).toEqual([
      "Mail.Read: whether its policies reach Xavier Twin, Yolanda Twin through nested groups is not known; so it reaches 1 to 3 mailboxes today; ask: Test-ApplicationAccessPolicy -AppId c0000000-0000-4000-8000-000000000037 -Identity a0000000-0000-4000-8000-000000000019; a scan with --policy-checks all asks about each of them",
    ]);
  });

  it("of nesting that was checked for each mailbox: a plan, as the scan with all checks promises", () => {
    const snapshot = snapshotOf("fabrikam");
    const section = snapshot.sections["exchange/policyChecks"];
    if (section.status !== "read") throw new Error(section.status);
    const app = toAppId(appIdOf(37));
    const twins = [recipientKey(mailboxKey(19)), recipientKey(mailboxKey(20))];
    const answered = twins.map((mailbox) => {
      const row = { appId: app, mailbox, result: "granted" as const };
      return [`${app}/${mailbox}`, { status: "read" as const, rows: [row] }] as const;
    });
    const policyChecks = { ...section, parents: new Map([...section.parents, ...answered]) };
    const plan = planOfSnapshot({
      ...snapshot,
      sections: { ...snapshot.sections, "exchange/policyChecks": policyChecks },
    });
    const { status, reasons } = appOf(plan, "Nested, And Nobody To Ask");
    expect(status).toBe("review");
    expect(reasons.map(({ text }) => text).join()).toContain("Twin One is nested in Twins");
  });

  it("of a deleted app: until when it can be restored, and that the script waits for that", () => {
    const name = "Deleted, Policy Left";
    expect(reasonsOf(fabrikam, name)).toContain(
      "Deleted, Policy Left was deleted on 2026-11-02 and can be restored until 2026-12-02",
    );
    const hazards = fabrikam.steps
      .filter(({ phase }) => phase === "6-retire")
      .filter((step) => step.hazards.some(({ text }) => text.includes("-AcceptRestorable")));
    expect(hazards.map(({ appId }) => appId)).toEqual([appOf(fabrikam, name).appId]);
  });

  it("of a scope that exists and is shared: why another one is made", () => {
    expect(reasonsOf(fabrikam, "F16 ")).toContainEqual(
      expect.stringMatching(
        /^the scope Ledger people selects the same, and \d+ role assignments of others use it too/,
      ),
    );
    expect(reasonsOf(fabrikam, "F17 ").join()).not.toContain("of others");
  });

  it("of an assumption: what it is about, as the tenant calls it", () => {
    const texts = appOf(fabrikam, "EWS Beside Graph").assumptions.map(({ text }) => text);
    expect(texts).toEqual([
      expect.stringMatching(
        /^Entra grants (full_access_as_app on Office 365 Exchange Online|Mail\.Send on Microsoft Graph)$/,
      ),
      expect.stringMatching(
        /^Entra grants (full_access_as_app on Office 365 Exchange Online|Mail\.Send on Microsoft Graph)$/,
      ),
      expect.stringMatching(
        /^Office \(MailUniversalSecurityGroup, CN=Office.*\) has no nested group$/,
      ),
      expect.stringMatching(/^the policy RestrictAccess on Office.* stands$/),
      "the tenant has the role Application EWS.AccessAsApp",
      "the tenant has the role Application Mail.Send",
      "the management scope SW EWS-Beside-Graph e29024e4 does not exist yet",
      "EWS Beside Graph has the enterprise application d0000000-0000-4000-8000-000000000032",
    ]);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it("of a scope that stands: the name by which people know it", () => {
    const scopes = appOf(fabrikam, "F11 ").existingAssignments?.map(({ scope }) => scope);
    expect(scopes?.toSorted()).toEqual([
      "Field (e0000000-0000-4000-8000-000000000001)",
      "Project Teal (project-teal_b0000000-0000-4000-8000-000000000013)",
    ]);
  });

  it("of a question: which permissions and policies it is about", () => {
    const questions = fabrikam.openDecisions.map(
      ({ displayName, question }) => `${displayName}: ${question}`,
    );
    expect(questions).toContain(
      "F10 Leftover Grant Beside A Scoped Role: Which mailboxes is the app to reach by Mail.Read? Today it reaches every one.",
    );
    expect(questions).toContain(
      "Policy On An Empty Group: Its policies (RestrictAccess on Nobody Yet) admit no mailbox today: are they meant to admit some again?",
    );
  });

  it("of grants that go without a role: nothing of roles, and no sign-off that the app works", () => {
    const { appId } = appOf(fabrikam, "Policy On A Deleted Group");
    const [step] = fabrikam.steps.filter((one) => one.appId === appId && one.phase === "3-cutover");
    expect(step?.gate).toBe("the grant reads back as gone");
    expect(step?.hazards.map(({ text }) => text).join()).not.toContain("RBAC permissions");
  });

  it("of two looks for a grant: only the last must be fresh", () => {
    const { appId } = appOf(fabrikam, "Inert Policy");
    const gates = fabrikam.steps
      .filter((one) => one.appId === appId && one.phase === "5-confirm")
      .map(({ gate }) => gate);
    expect(gates).toEqual([
      "zero governed grants",
      "zero governed grants; the result is at most 15 minutes old when the policy goes",
    ]);
  });

  it("of waves of one risk: why there are several", () => {
    const spread = fabrikam.waves.filter(({ why }) =>
      why.join().includes("spread over several waves"),
    );
    expect(spread.map(({ risk }) => risk)).toEqual(["medium", "medium", "medium", "high", "high"]);
  });

  it("of mailboxes in an organizational unit: why nobody can tell", () => {
    expect(fabrikam.impersonation?.flatMap(({ reasons }) => reasons)).toContain(
      "of 1121 mailboxes nobody can tell whether its scope reaches them: which mailboxes are in an organizational unit is not in the evidence",
    );
  });
});

describe("what the plan of contoso says", () => {
  it("of a nested group that the filter leaves out: that it does, and why", () => {
    expect(reasonsOf(PLANS.contoso, "Branch Scheduler")).toContain(
      "Basel Office is nested in Regional Offices, and the filter does not name it: Exchange was not seen to let the app into a mailbox through it alone",
    );
  });
});

describe.each(Object.entries(PLANS))("every candidate of %s", (_name, { apps }) => {
  it("that is a group says who can change its members", () => {
    const groups = apps
      .flatMap(({ candidates }) => candidates ?? [])
      .filter(({ kind }) => kind === "policyGroup");
    expect(groups.length).toBeGreaterThan(0);
    for (const { drift } of groups) expect(drift.join()).toMatch(/: mastered |not read|not known/);
  });

  it("that stands behind another says what tells the two apart", () => {
    const copies = apps
      .flatMap(({ candidates }) => candidates ?? [])
      .filter(({ kind }) => kind === "flattenedGroup");
    for (const { why } of copies) expect(why).toContain("it follows nothing: whoever");
  });
});
