import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFaultSource } from "../../../src/emulator/faults/create-fault-source.ts";
import type { Aim, Faults } from "../../../src/emulator/faults/faults.ts";
import type { LogicalRequest } from "../../../src/emulator/faults/logical-request.ts";

const request = (changes: Partial<LogicalRequest> = {}): LogicalRequest => ({
  service: "exchange",
  name: "Get-Recipient",
  identity: "recipients",
  page: 1,
  token: "t",
  ...changes,
});

/** Which of these requests, one after the other, meet a dropped connection. */
function dropped(aim: Aim, requests: readonly LogicalRequest[]): readonly boolean[] {
  const meet = createFaultSource({ dropConnection: [aim] });
  return requests.map((one) => meet(one).delivery !== undefined);
}

const pages = (...numbers: number[]): LogicalRequest[] => numbers.map((page) => request({ page }));

describe("createFaultSource: aims", () => {
  it.each<[string, Aim, readonly LogicalRequest[], readonly boolean[]]>([
    ["all without a condition", {}, pages(1, 2), [true, true]],
    ["a page", { page: 2 }, pages(1, 2, 2), [false, true, true]],
    ["the n-th try of a page", { at: 2 }, pages(1, 2, 1, 2, 1), [false, false, true, true, false]],
    ["every n-th try of a request", { every: 2 }, pages(1, 1, 2, 3), [false, true, false, true]],
    ["a page at its first try", { page: 2, at: 1 }, pages(1, 2, 2), [false, true, false]],
    ["a cmdlet, in any casing", { on: "get-recipient" }, pages(1), [true]],
    ["no other cmdlet", { on: "Get-Recip" }, pages(1), [false]],
    ["a segment for a star", { on: "/groups/*" }, [request({ name: "/groups/1" })], [true]],
    ["no further one", { on: "/groups/*" }, [request({ name: "/groups/1/owners" })], [false]],
    ["brackets as they are", { on: "/x(*)" }, [request({ name: "/x(appId='1')" })], [true]],
  ])("hit %s", (_, aim, requests, expected) => {
    expect(dropped(aim, requests)).toEqual(expected);
  });

  it("hit by chance about as often as they say, and by seed", () => {
    const requests = Array.from({ length: 400 }, (_, index) =>
      request({ identity: String(index) }),
    );
    const hits = (seed: number): string => {
      const meet = createFaultSource({ seed, dropConnection: [{ chance: 0.25 }] });
      return requests.map((one) => (meet(one).delivery === undefined ? "." : "x")).join("");
    };
    const share = hits(1).replaceAll(".", "").length / requests.length;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.35);
    expect(hits(1)).toBe(hits(1));
    expect(hits(1)).not.toBe(hits(2));
  });

  it("order_of_arrival_does_not_matter: what a request meets is its own", () => {
    const FAULTS: Faults = {
      seed: 3,
      dropConnection: [{ chance: 0.3 }],
      truncateBody: [{ every: 2, framing: "chunked" }],
      htmlError: [{ at: 1, chance: 0.4 }],
      failPage: [{ page: 2 }],
      expireCursor: [{ at: 1 }],
    };
    const tries = ["a", "b", "c"].flatMap((identity) =>
      [1, 2, 2, 3].map((page) => request({ identity, page })),
    );
    const meetAll = (requests: readonly LogicalRequest[]): string => {
      const meet = createFaultSource(FAULTS);
      const met = requests.map((one) => `${one.identity} ${one.page} ${JSON.stringify(meet(one))}`);
      return met.toSorted().join("\n");
    };
    // Tries of one request keep their order: a client makes them one after the other.
    const interleaved = fc
      .shuffledSubarray(
        tries.map(({ identity }) => identity),
        { minLength: tries.length, maxLength: tries.length },
      )
      .map((identities) => {
        const left = new Map(
          ["a", "b", "c"].map((one) => [one, tries.filter(({ identity }) => identity === one)]),
        );
        return identities.flatMap((one) => left.get(one)?.shift() ?? []);
      });
    const expected = meetAll(tries);
    fc.assert(
      fc.property(interleaved, (requests) => {
        expect(meetAll(requests)).toBe(expected);
      }),
    );
  });
});

describe("createFaultSource: troubles", () => {
  const troubles = (faults: Faults, requests: readonly LogicalRequest[]): readonly unknown[] => {
    const meet = createFaultSource(faults);
    return requests.map((one) => meet(one).trouble?.kind);
  };

  it("every n-th request of all, as they arrive", () => {
    const requests = ["a", "b", "c", "d", "e", "f"].map((identity) => request({ identity }));
    expect(troubles({ throttleEvery: 3, transientEvery: 2 }, requests)).toEqual([
      undefined,
      "transient",
      "throttled",
      "transient",
      undefined,
      "throttled",
    ]);
  });

  it("a page fails however often it is asked for", () => {
    const faults: Faults = { failPage: [{ on: "Get-Recipient", page: 2 }] };
    expect(troubles(faults, pages(1, 2, 2, 3))).toEqual([
      undefined,
      "pageFailed",
      "pageFailed",
      undefined,
    ]);
  });

  it("no first page has a link that could expire", () => {
    expect(troubles({ expireCursor: [{}] }, pages(1, 2))).toEqual([undefined, "cursorExpired"]);
  });

  it("cmdlets are denied to Exchange, paths to Graph", () => {
    const faults: Faults = { denyCmdlets: ["Get-Recipient"], denyPaths: ["/groups/*"] };
    const group = request({ service: "graph", name: "/groups/1" });
    const owners = request({ service: "graph", name: "/groups/1/owners" });
    expect(troubles(faults, [request(), group, owners])).toEqual(["denied", "denied", undefined]);
  });

  it("a token is good for so many requests of a service, and another one ever after", () => {
    const faults: Faults = { expireToken: [{ after: 2, service: "exchange" }] };
    const use = (token: string, service: "exchange" | "graph" = "exchange"): LogicalRequest =>
      request({ token, service });
    const requests = [
      use("1"),
      use("1"),
      use("1", "graph"),
      use("1"),
      use("2"),
      use("1"),
      use("2"),
    ];
    const refused = "tokenRefused";
    expect(troubles(faults, [...requests, use("2"), use("2")])).toEqual([
      undefined,
      undefined,
      undefined,
      refused,
      undefined,
      refused,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("only a proxy and the network stand before the sign-in service", () => {
    const faults: Faults = {
      throttleEvery: 1,
      expireToken: [{ after: 0 }],
      failPage: [{ page: 1 }],
    };
    const lookup = request({ service: "signIn", name: "/contoso.com/v2.0/x" });
    expect(troubles(faults, [lookup])).toEqual([undefined]);
    expect(troubles({ htmlError: [{}] }, [lookup])).toEqual(["html"]);
  });
});
