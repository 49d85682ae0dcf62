import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { createGroupMemberDecoder } from "../../../src/evidence/decode/exchange/group-members.ts";

const ids = fc.constantFrom(
  "1A000000-0000-4000-8000-00000000000A",
  "1a000000-0000-4000-8000-00000000000a",
  "{1a000000-0000-4000-8000-00000000000a}",
  "00000000-0000-0000-0000-000000000000",
  "2b000000-0000-4000-8000-00000000000b",
  " 2b000000-0000-4000-8000-00000000000b",
  "no id",
  "",
);
const odd = fc.constantFrom(null, 7, true, [], { Value: "UserMailbox" });
const textOrOdd = fc.oneof(fc.constantFrom("UserMailbox", "User 1", ""), odd);

const anyLine = fc.record({
  group: fc.oneof(ids, odd),
  row: fc.record(
    {
      ExternalDirectoryObjectId: fc.oneof(ids, odd),
      Guid: fc.oneof(ids, odd),
      RecipientTypeDetails: textOrOdd,
      DisplayName: textOrOdd,
    },
    { requiredKeys: [] },
  ),
});

/** The same line in the spelling that only the schema reads. */
const inLowerCase = ({ group, row }: { group: unknown; row: object }): unknown => ({
  group,
  row: Object.fromEntries(Object.entries(row).map(([name, value]) => [name.toLowerCase(), value])),
});

describe("exchange/groupMembers, read by hand", () => {
  it("by_hand_is_by_schema: a line gives the same, whichever way it is read", () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 6 }), (lines) => {
        const [byHand, bySchema] = [createGroupMemberDecoder(), createGroupMemberDecoder()];
        for (const line of lines) expect(byHand(line)).toEqual(bySchema(inLowerCase(line)));
      }),
      { numRuns: 1000 },
    );
  });

  it("keeps once what a member repeats in every group, and each text as it is printed", () => {
    const line = (group: string, DisplayName: string) => ({
      group: `b0000000-0000-4000-8000-00000000000${group}`,
      row: {
        ExternalDirectoryObjectId: "a0000000-0000-4000-8000-000000000001",
        Guid: "a0000000-0000-5000-8000-000000000001",
        RecipientTypeDetails: "UserMailbox",
        DisplayName,
      },
    });
    const decode = createGroupMemberDecoder();
    const decoded = [line("1", "Adele"), line("2", "Adele"), line("3", "Adèle")].map(decode);
    expect(decoded.map((one) => one.ok && one.row.displayName)).toEqual([
      "Adele",
      "Adele",
      "Adèle",
    ]);
    const [first, second, third] = decoded.map((one) => (one.ok ? one.row : null));
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });
});
