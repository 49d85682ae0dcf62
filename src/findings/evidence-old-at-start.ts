import type { FindingEvidence } from "../model/finding.ts";
import { DAY_MS } from "../model/day-ms.ts";
import { OLD_AFTER_DAYS } from "../model/old-evidence.ts";
import type { SectionName } from "../model/sections.ts";
import { found, type Detector } from "./detector.ts";
import { SOURCES } from "./sources.ts";

/** What plans rest on, and what people change from week to week. */
const CHANGING: readonly SectionName[] = [
  "exchange/applicationAccessPolicies",
  "exchange/recipients",
  "graph/appRoleAssignedTo",
];

/**
 * The start that `decisions.json` fixes, against the age that the evidence has then. How old it is today is no part of
 * a plan, which is the same whenever it is made: the command line and the page say it.
 */
export const evidenceOldAtStart: Detector<"evidenceOldAtStart"> = {
  kind: "evidenceOldAtStart",
  words: {
    severity: "medium",
    title: "evidence that is old when the work may start",
    why: "by then groups, policies and consents will have changed: each script stops at the first thing that is not as planned",
    whatToDo:
      "scan again in the days before the start, plan on that, and let the board see what differs",
    source: SOURCES.appOnly,
  },
  restsOn: [],
  widenedBy: [],
  detect: ({ snapshot, decisions }) => {
    const { collectedAt, tenant, sections } = snapshot;
    const startAt = decisions?.schedule?.startAt;
    if (startAt === undefined) return [];
    const days = (Date.parse(startAt) - Date.parse(collectedAt)) / DAY_MS;
    const evidence = CHANGING.filter((name) => sections[name].status === "read").map(
      (section): FindingEvidence => ({ section, row: section, value: `read on ${collectedAt}` }),
    );
    if (!(days > OLD_AFTER_DAYS) || evidence.length === 0) return [];
    return [
      found({
        subject: { kind: "tenant", id: tenant.id, name: tenant.displayName },
        app: null,
        text: `the decided start, ${startAt}, is ${String(Math.floor(days))} days after ${collectedAt}, when the evidence was taken`,
        evidence,
      }),
    ];
  },
};
