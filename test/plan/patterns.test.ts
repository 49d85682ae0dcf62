import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { loadSnapshot } from "../../src/cli/load-snapshot.ts";
import type { AppPlan } from "../../src/model/plan-app.ts";
import type { Plan } from "../../src/model/plan-document.ts";
import { auditOf } from "../arbitraries/plans.ts";

const FIXTURES = join(import.meta.dirname, "..", "..", "fixtures");

/** What is right for one app of a fixture; every word of it is explained in the fixture's README. */
interface Right {
  /** `<resource>/<permission> <disposition> <verdict> <before>→<target>`; `?n` = n more that nobody can tell. */
  readonly permissions: readonly string[];
  readonly status: AppPlan["status"];
  readonly reasons: readonly string[];
  /** Kinds of candidates, best first, `*` = recommended; a verdict other than equivalent and open points beside. */
  readonly candidates: string;
  /** `<phase>:<n>` for each phase that has steps. */
  readonly steps: string;
}

const COPIES = "flattenedGroup newAdministrativeUnit(U5)";
const OF_GROUP = `managementScope* policyGroup ${COPIES}`;
const OF_DENY = "managementScope*(U6)";

/** Prepared, tested, cut over, declared, confirmed, retired, watched: with one role, one grant and one policy. */
const WHOLE = "1:3 2:1 3:1 4:1 5:1 6:1 7:1";
const RETIRE_ALONE = "5:2 6:1 7:1";

type Case = readonly [what: string, fixture: string, app: number, right: Right];

/** How each pattern of Application Access Policies maps, and the cases in which other tools go wrong (F1 to F17). */
const CASES: readonly Case[] = [
  [
    "Restrict on a group without nesting (F13: the policy goes last)",
    "fabrikam",
    13,
    {
      permissions: ["graph/Mail.Send migrate equivalent 5→5"],
      status: "ready",
      reasons: ["restricted"],
      candidates: OF_GROUP,
      steps: WHOLE,
    },
  ],
  [
    "several Restrict policies (F1)",
    "fabrikam",
    1,
    {
      permissions: [
        "graph/Mail.Read migrate equivalent 8→8",
        "graph/Mail.Send migrate equivalent 8→8",
      ],
      status: "ready",
      reasons: ["restricted"],
      candidates: `managementScope* policyGroup attributeFilter ${COPIES}`,
      steps: "1:4 2:1 3:2 4:1 5:1 6:2 7:1",
    },
  ],
  [
    "Restrict and Deny (F2)",
    "fabrikam",
    2,
    {
      permissions: ["graph/Mail.ReadWrite migrate equivalent 3→3"],
      status: "review",
      reasons: ["restricted", "denyAccess"],
      candidates: `${OF_DENY} ${COPIES}`,
      steps: "1:3 2:1 3:1 4:1 5:1 6:2 7:1",
    },
  ],
  [
    "Restrict on a group with nested ones (F3)",
    "fabrikam",
    3,
    {
      permissions: ["graph/Mail.Read migrate equivalent 7→7"],
      status: "review",
      reasons: ["restricted", "nestedGroups", "nestedGroupNamed"],
      candidates: `managementScope* policyGroup:narrower attributeFilter ${COPIES}`,
      steps: WHOLE,
    },
  ],
  [
    "several permissions (F4)",
    "fabrikam",
    4,
    {
      permissions: [
        "graph/Calendars.Read migrate equivalent 11→11",
        "graph/Contacts.ReadWrite migrate equivalent 11→11",
        "graph/Mail.Read migrate equivalent 11→11",
      ],
      status: "ready",
      reasons: ["restricted"],
      candidates: OF_GROUP,
      steps: "1:5 2:1 3:3 4:1 5:1 6:1 7:1",
    },
  ],
  [
    "a vendor's app, without a registration here (F5)",
    "fabrikam",
    5,
    {
      permissions: [
        "graph/Mail.ReadWrite migrate equivalent 11→11",
        "graph/MailboxSettings.Read migrate equivalent 11→11",
      ],
      status: "ready",
      reasons: ["restricted"],
      candidates: OF_GROUP,
      steps: "1:4 2:1 3:2 5:1 6:1 7:1",
    },
  ],
  [
    "a group whose name is a regular expression, and its scope exists (F6)",
    "fabrikam",
    6,
    {
      permissions: ["graph/Mail.Read migrate equivalent 3→3"],
      status: "ready",
      reasons: ["restricted", "scopeExists"],
      candidates: OF_GROUP,
      steps: "2:1 3:1 4:1 5:1 6:1 7:1",
    },
  ],
  [
    "the same, denied (F6)",
    "fabrikam",
    46,
    {
      permissions: ["graph/Mail.Read migrate equivalent 1118→1118"],
      status: "review",
      reasons: ["restricted", "denyAccess"],
      candidates: OF_DENY,
      steps: WHOLE,
    },
  ],
  [
    "a role within a scope, and no policy (F7)",
    "fabrikam",
    7,
    {
      permissions: ["graph/Mail.Read migrate equivalent 5→5"],
      status: "nothingToDo",
      reasons: ["noApplicationPermission", "grantedByExchange", "noPolicy"],
      candidates: "",
      steps: "",
    },
  ],
  [
    "a nested member that a check settled (F8)",
    "fabrikam",
    8,
    {
      permissions: ["graph/Mail.Read migrate equivalent 3→3"],
      status: "review",
      reasons: ["restricted", "nestedGroups", "nestedGroupNamed"],
      candidates: `managementScope* policyGroup:narrower ${COPIES}`,
      steps: WHOLE,
    },
  ],
  [
    "the same where the check failed: no denial (F8)",
    "fabrikam-partial",
    8,
    {
      permissions: ["graph/Mail.Read migrate unproven 1?2→-"],
      status: "blocked",
      reasons: ["nestingNotChecked"],
      candidates: "",
      steps: "",
    },
  ],
  [
    "a nested group whose members were refused (F3)",
    "fabrikam-partial",
    3,
    {
      permissions: ["graph/Mail.Read migrate unproven 4?1116→-"],
      status: "blocked",
      reasons: ["policyScopeUnclear", "unproven"],
      candidates: "",
      steps: "",
    },
  ],
  [
    "Deny alone (F9)",
    "fabrikam",
    9,
    {
      permissions: ["graph/Mail.Send migrate equivalent 1117→1117"],
      status: "review",
      reasons: ["restricted", "denyAccess"],
      candidates: OF_DENY,
      steps: WHOLE,
    },
  ],
  [
    "a grant left beside a scoped role (F10)",
    "fabrikam",
    10,
    {
      permissions: ["graph/Mail.Read migrate - 1121→-"],
      status: "needsDecision",
      reasons: ["intendedScopeUndecided"],
      candidates: "",
      steps: "",
    },
  ],
  [
    "unit and group scopes as they read back (F11)",
    "fabrikam",
    11,
    {
      permissions: [
        "graph/Calendars.Read migrate equivalent 3→3",
        "graph/Mail.Read migrate equivalent 3→3",
      ],
      status: "nothingToDo",
      reasons: ["noApplicationPermission", "grantedByExchange", "noPolicy"],
      candidates: "",
      steps: "",
    },
  ],
  [
    "a name that ends a literal (F12)",
    "fabrikam",
    12,
    {
      permissions: ["graph/Mail.Send migrate equivalent 11→11"],
      status: "ready",
      reasons: ["restricted"],
      candidates: OF_GROUP,
      steps: WHOLE,
    },
  ],
  [
    "a scope by address (F14)",
    "fabrikam",
    14,
    {
      permissions: ["graph/Mail.Send migrate equivalent 1→1"],
      status: "nothingToDo",
      reasons: ["noApplicationPermission", "grantedByExchange", "noPolicy"],
      candidates: "",
      steps: "",
    },
  ],
  [
    "more than a thousand members (F15): too many to copy",
    "fabrikam",
    15,
    {
      permissions: ["graph/Mail.Read migrate equivalent 1035→1035"],
      status: "ready",
      reasons: ["restricted"],
      candidates: "managementScope* policyGroup",
      steps: WHOLE,
    },
  ],
  [
    "consent kept after the move (F16)",
    "fabrikam",
    16,
    {
      permissions: ["graph/Mail.ReadWrite migrate equivalent 5→5"],
      status: "ready",
      reasons: ["restricted"],
      candidates: OF_GROUP,
      steps: "1:2 2:1 3:1 4:1 5:1 6:1 7:1",
    },
  ],
  [
    "names in other case and with brackets (F17)",
    "fabrikam",
    17,
    {
      permissions: ["graph/Mail.Read migrate equivalent 2→2"],
      status: "ready",
      reasons: ["restricted", "scopeExists"],
      candidates: OF_GROUP,
      steps: "2:1 3:1 4:1 5:1 6:1 7:1",
    },
  ],
  [
    "Restrict on a single user",
    "fabrikam",
    34,
    {
      permissions: ["graph/Mail.Send migrate equivalent 1→1"],
      status: "ready",
      reasons: ["restricted"],
      candidates: `managementScope* ${COPIES}`,
      steps: WHOLE,
    },
  ],
  [
    "a scope that is gone: the grants go first",
    "fabrikam",
    35,
    {
      permissions: ["graph/Mail.Read remove equivalent 0→0"],
      status: "deleteOnly",
      reasons: ["reachesNobody"],
      candidates: "",
      steps: "3:1 5:1 6:1 7:1",
    },
  ],
  [
    "an empty group",
    "fabrikam",
    36,
    {
      permissions: ["graph/Mail.Read migrate - 0→-"],
      status: "needsDecision",
      reasons: ["reachesNobody"],
      candidates: "",
      steps: "",
    },
  ],
  [
    "nesting that nobody could check",
    "fabrikam",
    37,
    {
      permissions: ["graph/Mail.Read migrate unproven 1?2→-"],
      status: "blocked",
      reasons: ["nestingNotChecked"],
      candidates: "",
      steps: "",
    },
  ],
  [
    "a policy for all apps",
    "wildcard",
    1,
    {
      permissions: ["graph/Mail.Read migrate unproven 3→-"],
      status: "blocked",
      reasons: ["policyForAllApps"],
      candidates: OF_GROUP,
      steps: "",
    },
  ],
  [
    "a policy for an app that is not here",
    "fabrikam",
    39,
    {
      permissions: [],
      status: "deleteOnly",
      reasons: ["policyIsInert", "servicePrincipalMissing"],
      candidates: "",
      steps: RETIRE_ALONE,
    },
  ],
  [
    "a policy of an app in the recycle bin",
    "fabrikam",
    22,
    {
      permissions: [],
      status: "deleteOnly",
      reasons: ["policyIsInert", "servicePrincipalDeleted"],
      candidates: "",
      steps: RETIRE_ALONE,
    },
  ],
  [
    "a policy with no governed grant under it",
    "fabrikam",
    29,
    {
      permissions: [],
      status: "deleteOnly",
      reasons: ["policyIsInert"],
      candidates: "",
      steps: RETIRE_ALONE,
    },
  ],
  [
    "an app that is disabled",
    "fabrikam",
    23,
    {
      permissions: ["graph/Mail.Read migrate equivalent 5→5"],
      status: "review",
      reasons: ["restricted", "gate"],
      candidates: OF_GROUP,
      steps: WHOLE,
    },
  ],
  [
    "EWS beside Graph",
    "fabrikam",
    32,
    {
      permissions: [
        "exchange/EWS.AccessAsApp migrate equivalent 11→11",
        "graph/Mail.Send migrate equivalent 11→11",
      ],
      status: "ready",
      reasons: ["restricted"],
      candidates: OF_GROUP,
      steps: "1:4 2:1 3:2 4:2 5:1 6:1 7:1",
    },
  ],
  [
    "an ungoverned permission beside a governed one",
    "fabrikam",
    38,
    {
      permissions: [
        "graph/Mail.Read migrate equivalent 11→11",
        "graph/MailboxItem.ReadWrite.All keptLegacy - 1121→-",
      ],
      status: "ready",
      reasons: ["restricted", "keptLegacy"],
      candidates: OF_GROUP,
      steps: WHOLE,
    },
  ],
  [
    "tenant-wide, without a policy",
    "fabrikam",
    40,
    {
      permissions: ["graph/Calendars.ReadWrite migrate - 1121→-"],
      status: "needsDecision",
      reasons: ["intendedScopeUndecided"],
      candidates: "",
      steps: "",
    },
  ],
  [
    "the dedicated app of a hybrid deployment",
    "contoso",
    21,
    {
      permissions: [
        "exchange/EWS.AccessAsApp migrate unproven 80→-",
        "graph/Calendars.Read migrate unproven 80→-",
        "graph/MailTips.ReadBasic.All keptLegacy - 80→-",
        "graph/MailboxSettings.Read migrate unproven 80→-",
        "graph/ProfilePhoto.Read.All keptLegacy - 80→-",
      ],
      status: "blocked",
      reasons: ["exchangeHybrid"],
      candidates: "",
      steps: "",
    },
  ],
];

/** An app of a plan in the words of the table. */
function describeApp(plan: Plan, number: number): Right {
  const suffix = String(number).padStart(12, "0");
  const app = plan.apps.find(({ appId }) => appId?.endsWith(`-${suffix}`) ?? false);
  if (app === undefined) throw new Error(`no app ${suffix}`);
  const phases = app.steps.map((id) => plan.steps.find((step) => step.id === id)?.phase[0] ?? "?");
  const counts = new Map<string, number>();
  for (const phase of phases) counts.set(phase, (counts.get(phase) ?? 0) + 1);
  return {
    permissions: app.permissions.map((one) => {
      const { count } = one.before.unknown;
      const before = `${String(one.before.allowed.count)}${count === 0 ? "" : `?${String(count)}`}`;
      const about = `${one.resource}/${one.permission} ${one.disposition} ${one.verdict ?? "-"}`;
      return `${about} ${before}→${String(one.target?.count ?? "-")}`;
    }),
    status: app.status,
    reasons: [...new Set(app.reasons.map(({ kind }) => kind))],
    candidates: app.candidates
      .map(({ kind, recommended, verdict, unlessOtherwise }) => {
        const mark = recommended ? "*" : "";
        const open = unlessOtherwise.length === 0 ? "" : `(${unlessOtherwise.join()})`;
        return `${kind}${mark}${verdict === "equivalent" ? "" : `:${verdict}`}${open}`;
      })
      .join(" "),
    steps: [...counts].map(([phase, count]) => `${phase}:${String(count)}`).join(" "),
  };
}

describe("patterns of policies, each with its fixture app", () => {
  const plans = new Map<string, Plan>();
  beforeAll(async () => {
    for (const fixture of new Set(CASES.map(([, name]) => name))) {
      plans.set(fixture, auditOf(await loadSnapshot(join(FIXTURES, fixture))).plan);
    }
  });

  it.each(CASES)("%s: %s, app %d", (_what, fixture, number, right) => {
    const plan = plans.get(fixture);
    expect(plan && describeApp(plan, number)).toEqual(right);
  });

  it("covers F1 to F17", () => {
    const told = CASES.flatMap(([what]) => what.match(/F\d+/g) ?? []);
    const all = Array.from({ length: 17 }, (_, index) => `F${String(index + 1)}`);
    expect(all.filter((name) => !told.includes(name))).toEqual([]);
  });
});
