import type { IndexedGroup } from "./read-recipients.ts";

/** The groups of a tenant while its recipients are still being read. */
export interface GroupFeed extends AsyncIterable<IndexedGroup> {
  offer(group: IndexedGroup): void;
  /** To be called when the list of recipients is read, or cannot be. */
  end(): void;
  hasEnded(): boolean;
}

/**
 * Creates a feed: whoever iterates gets every group that was offered, in order, and waits for those to come.
 *
 * Says nothing of whether the list is whole: that is told by its outcome. A group may be offered twice, when the list
 * begins anew.
 */
export function createGroupFeed(): GroupFeed {
  const groups: IndexedGroup[] = [];
  let ended = false;
  let wake = (): void => {};
  return {
    offer(group) {
      groups.push(group);
      wake();
    },
    end() {
      ended = true;
      wake();
    },
    hasEnded: () => ended,
    async *[Symbol.asyncIterator]() {
      for (let next = 0; ; next += 1) {
        while (next >= groups.length && !ended) {
          await new Promise<void>((resolve) => (wake = resolve));
        }
        const group = groups[next];
        if (group === undefined) return;
        yield group;
      }
    },
  };
}
