import { REHEARSAL_STATEMENT, type Rehearsal, type ScriptRun } from "../../src/model/rehearsal.ts";

const HASH = "a".repeat(64);

const run = (script: string, error: string | null = null): ScriptRun => ({
  script,
  startedAt: "2026-11-20T06:00:00Z",
  endedAt: "2026-11-20T08:00:00.000Z",
  waits: 1,
  outcome: error === null ? "passed" : "failed",
  error,
});

/** A rehearsal that shows everything that can go wrong, once. */
export const SAMPLE_REHEARSAL: Rehearsal = {
  schemaVersion: 1,
  tool: { name: "scopewright", version: "0.1.0" },
  statement: REHEARSAL_STATEMENT,
  grantedForIt: ["Every change was approved for the rehearsal only."],
  engine: { powerShell: "7.6.9", exchangeModule: "3.10.0" },
  plan: { sha256: HASH },
  evidence: { sha256: HASH, collectedAt: "2026-11-20T06:00:00Z" },
  ranAt: "2026-11-27T06:00:00.000Z",
  passed: false,
  clock: { from: "2026-11-20T06:00:00Z", to: "2026-12-06T08:00:00.000Z" },
  sampling: { mailboxesOfAKind: 5, mailboxes: 2, requests: 8, how: "probes first" },
  rollbacksFrom: ["3-cutover"],
  apps: [
    {
      appId: "c0000000-0000-4000-8000-000000000001",
      displayName: "CRM",
      status: "ready",
      changeHash: HASH,
      wave: 1,
      passed: false,
      scripts: [run("1-prepare"), run("2-test", "a name is taken")],
      access: {
        routes: [
          {
            route: "messages",
            permissions: ["Mail.Read"],
            mailboxes: { kept: 1, gained: 0, lost: 0, outside: 1 },
          },
        ],
        notSampled: ["EWS.AccessAsApp"],
        moments: [
          { moment: "before", at: "2026-11-20T06:00:00Z", open: 1, closed: 1, unknown: 0 },
          {
            moment: "after 1-prepare",
            at: "2026-11-20T08:00:00.000Z",
            open: 2,
            closed: 0,
            unknown: 0,
          },
        ],
        differences: [
          {
            moment: "after 1-prepare",
            route: "messages",
            mailbox: "m-9",
            kind: "outside",
            answer: "open",
          },
        ],
      },
      leftToPlan: ["3-cutover deleteAppRoleAssignment"],
      rollbacks: [
        {
          from: "3-cutover",
          scripts: [run("rollback-3", "the grant is there")],
          differences: [],
          notRestored: ["policies: not as before"],
        },
      ],
    },
  ],
  retirements: [],
  notRehearsed: [{ appId: null, displayName: "Fax", status: "blocked", reason: "no shape fits" }],
};
