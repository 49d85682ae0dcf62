import { describe, expect, it } from "vitest";

import { assertAnythingRead } from "../../src/scan/assert-anything-read.ts";
import type { SectionRecord } from "../../src/scan/section-recorder.ts";

const record = (changes: Partial<SectionRecord>): SectionRecord => ({
  section: "exchange/roles",
  status: "failed",
  rows: 0,
  message: "as told",
  parentsNotRead: 0,
  throttled: false,
  kept: false,
  ...changes,
});

const kept = record({ section: "exchange/recipients", status: "read", kept: true });
const before = { "exchange/roles": { status: "denied" } } as Parameters<
  typeof assertAnythingRead
>[1];

describe("assertAnythingRead", () => {
  it.each<[string, readonly SectionRecord[], Parameters<typeof assertAnythingRead>[1]]>([
    ["something was read", [record({}), record({ status: "read" })], {}],
    ["something is known to be absent", [record({ status: "absent" })], {}],
    ["all was kept", [kept], {}],
    ["something was kept, and the rest had its outcome before", [kept, record({})], before],
  ])("lets a folder be completed where %s", (_, records, earlier) => {
    expect(() => assertAnythingRead(records, earlier)).not.toThrow();
  });

  it.each<[string, readonly SectionRecord[], Parameters<typeof assertAnythingRead>[1], object]>([
    ["everything failed", [record({})], {}, { code: "serviceUnavailable", hint: "try later" }],
    ["everything was throttled", [record({ throttled: true })], {}, { code: "throttled" }],
    ["everything was refused", [record({ status: "denied" })], {}, { code: "accessDenied" }],
    ["nothing was kept, though all was tried before", [record({})], before, {}],
    [
      "something was kept, and the rest is tried for the first time",
      [kept, record({})],
      {},
      { hint: "try later; what was read before is kept: go on with --resume" },
    ],
  ])("does not where %s", (_, records, earlier, error) => {
    expect(() => {
      assertAnythingRead(records, earlier);
    }).toThrow(expect.objectContaining({ message: "nothing could be read: as told", ...error }));
  });
});
