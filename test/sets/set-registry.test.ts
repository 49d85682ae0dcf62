import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recipientKey } from "../../src/model/ids.ts";
import { createMailboxIndex } from "../../src/sets/mailbox-index.ts";
import { complement, everyMailbox, mailboxSet } from "../../src/sets/mailbox-set.ts";
import { createSetRegistry, setLines } from "../../src/sets/set-registry.ts";
import { anySet, POPULATION } from "../arbitraries/sets.ts";

const KEYS = POPULATION.map((index) => recipientKey(`m${String(index)}`));
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

describe("createMailboxIndex", () => {
  it("numbers the keys in order, each once, whatever order they came in", () => {
    const index = createMailboxIndex(["c", "a", "b", "a"].map(recipientKey));
    expect(index.keys).toEqual(["a", "b", "c"]);
    expect(index.indexOf(recipientKey("b"))).toBe(1);
    expect(index.indexOf(recipientKey("z"))).toBeUndefined();
    expect(index.known).toBe(true);
  });

  it("tells recipients that were not read from a tenant without mailboxes", () => {
    expect(createMailboxIndex(null).known).toBe(false);
    expect(createMailboxIndex([]).known).toBe(true);
  });
});

describe("createSetRegistry", () => {
  const index = createMailboxIndex(KEYS);

  it("names a set by the SHA-256 of its file: one id a line, ascending", () => {
    const registry = createSetRegistry(index);
    const set = mailboxSet([3, 1]);
    const name = sha256('"m1"\n"m3"\n');
    expect(registry.reference(set)).toEqual({ count: 2, set: name });
    expect([...registry.sets.keys()]).toEqual([name]);
    expect([...setLines(index, set)].join("")).toBe('"m1"\n"m3"\n');
  });

  it("keeps everyone-but as such: the count of today, the name of those left out", () => {
    const registry = createSetRegistry(index);
    const name = sha256('"m1"\n');
    expect(registry.reference(complement(mailboxSet([1])))).toEqual({
      count: 5,
      set: { base: "all", except: name },
    });
    expect(registry.reference(everyMailbox)).toEqual({
      count: 6,
      set: { base: "all", except: sha256("") },
    });
    expect([...registry.sets.keys()]).toEqual([name, sha256("")]);
  });

  it("counts and names nothing where recipients were not read", () => {
    const registry = createSetRegistry(createMailboxIndex(null));
    expect(registry.reference(everyMailbox)).toEqual({ count: null, set: null });
    expect(registry.sets.size).toBe(0);
  });

  it("same_members_same_name: every distinct set is remembered once, with its members", () => {
    const property = fc.property(fc.array(anySet, { maxLength: 6 }), (sets) => {
      const registry = createSetRegistry(index);
      for (const set of sets) registry.reference(set);
      const files = [...registry.sets].map(([name, set]) => [name, [...setLines(index, set)]]);
      for (const [name, lines] of files) {
        expect(name).toBe(sha256((lines as string[]).join("")));
      }
    });
    fc.assert(property);
  });
});
