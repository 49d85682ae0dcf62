import { beforeAll, describe, expect, it } from "vitest";
import type { Approval, Board, BoardEntry } from "../../../src/model/approval.ts";
import { plannedChanges } from "../../../src/model/planned-changes.ts";
import { renderReport } from "../../../src/render/html/render-report.ts";
import { readTicketPattern } from "../../../src/render/ticket-link.ts";
import { openPages } from "../../support/open-pages.ts";
import { HOSTILE_TEXTS } from "../hostile-plan.ts";
import { THOROUGH } from "../../thorough.ts";
import { readTemplates } from "../read-templates.ts";
import { SAMPLE_PLAN, sampleMailboxName, sampleMembers } from "../sample-plan.ts";

const templates = readTemplates();
const CHANGES = plannedChanges(SAMPLE_PLAN);

const render = (board: Board): string => openPages(renderPage(board));

const renderPage = (board: Board): string =>
  renderReport({
    plan: SAMPLE_PLAN,
    templates,
    scripts: new Map(),
    mailboxName: sampleMailboxName,
    members: sampleMembers,
    board,
    ticketLink: readTicketPattern("https://tickets.example/{ticket}"),
  });

/** Sorted: the pages of apps stand apart from the rest. */
const marksIn = (html: string): readonly string[] =>
  [...html.matchAll(/data-approval="(\w+)" data-change="([^"]*)"/g)]
    .map(([, state = "", change = ""]) => `${change} ${state}`)
    .toSorted();

const entryOf = (fields: Partial<Approval>, more: Partial<BoardEntry> = {}): BoardEntry => ({
  approval: {
    changeHash: CHANGES[0]?.changeHash ?? "",
    change: 1,
    decision: "approved",
    name: "Ada",
    date: "2026-12-01",
    ...fields,
  },
  stale: false,
  ticket: null,
  ...more,
});

/** A page for each: the gate renders all, anyone else every third. What no text can hold is not asked for. */
const TRIED_TEXTS = HOSTILE_TEXTS.filter((text) => !/\p{Cs}/u.test(text))
  .filter((_, at) => THOROUGH || at % 3 === 0)
  .map((text) => ({ text }));

const elementsIn = (html: string): number => html.split("<").length;
const boardOf = (entry: BoardEntry): Board => new Map([[CHANGES[0]?.id ?? "", entry]]);

describe("decisions of the board on the page", () => {
  it("marks each change of each app and assignment, undecided where nothing came back", () => {
    expect(marksIn(render(new Map()))).toEqual(
      CHANGES.map(({ id }) => `${id} undecided`).toSorted(),
    );
  });

  it.each([
    { entry: entryOf({}), state: "approved", says: "Approved by Ada on 2026-12-01." },
    { entry: entryOf({ decision: "rejected" }), state: "rejected", says: "Rejected by Ada" },
    { entry: entryOf({ decision: "deferred" }), state: "deferred", says: "Deferred by Ada" },
    { entry: entryOf({}, { stale: true }), state: "stale", says: "needs a new decision" },
    {
      entry: entryOf({ conditions: "at night" }),
      state: "approved",
      says: "Conditions: <bdi>at night</bdi>",
    },
  ])("$state: $says", ({ entry, state, says }) => {
    const html = render(boardOf(entry));
    expect(marksIn(html)).toEqual(
      CHANGES.map(({ id }, index) => `${id} ${index === 0 ? state : "undecided"}`).toSorted(),
    );
    expect(html).toContain(says);
  });

  it("links the ticket of a change", () => {
    const html = render(boardOf(entryOf({}, { ticket: "CHG0042" })));
    expect(html).toContain(
      '<a href="https://tickets.example/CHG0042" rel="noreferrer"><bdi>CHG0042</bdi></a>',
    );
  });

  let plain = "";
  beforeAll(() => {
    plain = render(boardOf(entryOf({ name: "x", conditions: "x" }, { ticket: "x" })));
  });

  it.each(TRIED_TEXTS)("keeps $text inert", ({ text }) => {
    const conditions = text || "x";
    const html = render(boardOf(entryOf({ name: text, conditions }, { ticket: text || "x" })));
    expect(elementsIn(html)).toBe(elementsIn(plain));
  });
});
