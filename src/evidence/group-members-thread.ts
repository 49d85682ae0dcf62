/** The program of a thread: reads the members of groups, and posts them batch by batch. */
import { parentPort, workerData } from "node:worker_threads";

import { createGroupMemberDecoder } from "./decode/exchange/group-members.ts";
import { createMemberBatches, type MemberMessage } from "./member-batch.ts";
import { readParentLines } from "./parent-lines.ts";
import type { ThreadTask } from "./read-group-members.ts";

const { source, entry } = workerData as ThreadTask;
const post = (message: MemberMessage): void => parentPort?.postMessage(message);

const unlisted = new Set<string>();
const batches = createMemberBatches((batch) => {
  post({ kind: "batch", batch });
});
const read = await readParentLines(source, entry, createGroupMemberDecoder(), {
  row: (group, row) => {
    batches.add(group, row);
  },
  unlisted: (group) => unlisted.add(group),
});
batches.end();
post({ kind: "end", read, unlisted: [...unlisted] });
