import { plannedChanges } from "../../src/model/planned-changes.ts";
import { renderReport } from "../../src/render/html/render-report.ts";
import { renderScripts } from "../../src/render/powershell/render-scripts.ts";
import { readTicketPattern } from "../../src/render/ticket-link.ts";
import { SAMPLE_REHEARSAL } from "../rehearsal/sample-rehearsal.ts";
import { readTemplates } from "../render/read-templates.ts";
import { SAMPLE_PLAN, sampleMailboxName, sampleMembers } from "../render/sample-plan.ts";

/** A page with what a first audit has not: a rehearsal, the board's decisions with tickets, scripts beside the apps'. */
export function wholeSample(): string {
  const templates = readTemplates();
  const [first, second] = plannedChanges(SAMPLE_PLAN);
  const entries = [first, second].flatMap((planned, index) =>
    planned === undefined || planned.changeHash === null
      ? []
      : [
          [
            planned.id,
            {
              approval: {
                changeHash: planned.changeHash,
                change: planned.change,
                decision: index === 0 ? "approved" : "deferred",
                name: "Ada",
                date: "2026-12-01",
                conditions: "at night",
              },
              stale: index === 1,
              ticket: "CHG0001",
            },
          ] as const,
        ],
  );
  return renderReport({
    plan: SAMPLE_PLAN,
    templates,
    scripts: renderScripts({ plan: SAMPLE_PLAN, templates }),
    mailboxName: sampleMailboxName,
    members: sampleMembers,
    board: new Map(entries),
    rehearsal: SAMPLE_REHEARSAL,
    ticketLink: readTicketPattern("https://tickets.example/{ticket}"),
  });
}
