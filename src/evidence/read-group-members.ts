import { Worker } from "node:worker_threads";

import type { GroupMemberRow } from "../model/exchange-rows.ts";
import type { ParentedSection } from "../model/snapshot.ts";
import { createGroupMemberDecoder } from "./decode/exchange/group-members.ts";
import { messageOf } from "./file-error.ts";
import type { SectionEntry } from "./manifest.ts";
import type { MemberBatch, MemberMessage } from "./member-batch.ts";
import { createMemberTable } from "./member-table.ts";
import type { SectionSource } from "./parent-lines.ts";
import { readParentedSection } from "./read-section.ts";

/** Fewer rows are read before a thread would have started. */
const MANY_ROWS = 200_000;

/** What a thread is told. */
export interface ThreadTask {
  readonly source: SectionSource;
  readonly entry: SectionEntry;
}

export interface ReadMembersOptions {
  /** The section's hash will be asked for. */
  readonly hashed?: boolean;
  /** Starts the program `group-members-thread`. */
  readonly start?: (task: ThreadTask) => Worker;
  /** From how many rows on a thread reads them. */
  readonly manyRows?: number;
}

const startThread = (task: ThreadTask): Worker =>
  new Worker(new URL("./group-members-thread.js", import.meta.url), { workerData: task });

const DEFAULTS = { hashed: false, start: startThread, manyRows: MANY_ROWS };

/**
 * Reads the members of groups: by far the most rows of a large tenant. Where there are many, a thread of its own reads them,
 * and everything else is read in the meantime. It gives the same either way.
 *
 * A thread that dies (no memory) makes the section failed. Never rejects.
 */
export async function readGroupMembers(
  source: SectionSource,
  options: ReadMembersOptions = {},
): Promise<ParentedSection<GroupMemberRow>> {
  const { hashed, start, manyRows } = { ...DEFAULTS, ...options };
  const { name, entry } = source;
  if (entry?.status !== "read" || (entry.rows ?? 0) < manyRows) {
    return readParentedSection(source, createGroupMemberDecoder());
  }
  try {
    const table = createMemberTable(hashed);
    const { read, unlisted } = await receive(start({ source, entry }), table.add);
    if (!read.ok) return { status: "failed", message: read.message };
    return table.finish(entry, unlisted);
  } catch (error) {
    return { status: "failed", message: `${name}: cannot be read: ${messageOf(error)}` };
  }
}

type End = Extract<MemberMessage, { kind: "end" }>;

const receive = (thread: Worker, add: (batch: MemberBatch) => void): Promise<End> =>
  new Promise((resolve, reject) => {
    thread.on("message", (message: MemberMessage) => {
      if (message.kind === "batch") add(message.batch);
      else resolve(message);
    });
    thread.once("error", reject);
    thread.once("exit", () => {
      reject(new Error("its thread ended before it was done"));
    });
  });
