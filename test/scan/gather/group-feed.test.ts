import { describe, expect, it } from "vitest";

import { createGroupFeed } from "../../../src/scan/gather/group-feed.ts";
import type { IndexedGroup } from "../../../src/scan/gather/read-recipients.ts";

const group = (key: string): IndexedGroup => ({
  key,
  guid: "",
  name: "",
  displayName: "",
  distinguishedName: "",
  kind: "distributionGroup",
});

describe("createGroupFeed", () => {
  it("hands out what was offered before and after somebody listens, in order, until it ends", async () => {
    const feed = createGroupFeed();
    const got: string[] = [];
    feed.offer(group("a"));
    const listening = (async () => {
      for await (const { key } of feed) got.push(key);
    })();
    await new Promise((resolve) => setImmediate(resolve));
    expect(got).toEqual(["a"]);
    feed.offer(group("b"));
    feed.offer(group("c"));
    await new Promise((resolve) => setImmediate(resolve));
    expect(got).toEqual(["a", "b", "c"]);
    feed.offer(group("d"));
    expect(feed.hasEnded()).toBe(false);
    feed.end();
    await listening;
    expect(got).toEqual(["a", "b", "c", "d"]);
    expect(feed.hasEnded()).toBe(true);
  });
});
