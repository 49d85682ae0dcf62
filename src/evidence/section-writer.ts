import { join } from "node:path";

import { InvariantError } from "../errors.ts";
import type { ParentStatus, SectionName, SectionStatus } from "../model/sections.ts";
import { blankAnnotations } from "./blank-annotations.ts";
import { type EvidenceLine, isEvidenceLine } from "./evidence-line.ts";
import { createHashedFile, type HashedFile } from "./hashed-file.ts";
import type { ParentEntry, SectionEntry } from "./manifest.ts";
import { isParented, normaliseParentKey, parentKeyOf } from "./parent-key.ts";

export interface ParentOutcome {
  readonly key: string;
  readonly status: ParentStatus;
  readonly message?: string | undefined;
}

export interface SectionOutcome {
  readonly status: SectionStatus;
  readonly message?: string | undefined;
  /** How many requests it took. */
  readonly requests?: number | undefined;
}

export interface SectionWriter {
  /**
   * Writes one line: a raw row, or `{"group": …, "row": …}` and its like in a parented section. The line is the writer's
   * from then on: keys that annotate are blanked in it, as they are not written.
   * Await the promise, if there is one: the disk is behind.
   */
  write(line: unknown): Promise<void> | undefined;
  /** Records how one parent was read. The writer counts its rows; a parent that failed once stays failed. */
  parent(outcome: ParentOutcome): void;
  /** Completes the section. With another status than `read`, the rows are dropped. */
  close(outcome: SectionOutcome): Promise<SectionEntry>;
  /** Drops the section: nothing is recorded, and it may be recorded or opened again. */
  abandon(): Promise<void>;
}

export interface SectionWriterContext {
  readonly folder: string;
  readonly now: () => Date;
  /** Told of each line as it will be read back, but for keys that annotate: they are there, and undefined. */
  readonly onLine: (line: EvidenceLine) => void;
  /** Told once, when the section is over; no entry = abandoned. The section waits for it. */
  readonly onEnd: (entry: SectionEntry | undefined) => Promise<void>;
}

/** Opens a section for writing; its file appears when the section is closed as read. */
export async function createSectionWriter(
  name: SectionName,
  { folder, now, onLine, onEnd }: SectionWriterContext,
): Promise<SectionWriter> {
  const relativePath = `${name}.ndjson`;
  const file: HashedFile = await createHashedFile(join(folder, relativePath));
  const startedAt = now().toISOString();
  const parents = isParented(name) ? createParentCounter(name) : undefined;
  let rows = 0;
  let ended = false;

  const end = (): void => {
    assertThat(!ended, `section ${name} is closed already`);
    ended = true;
  };

  return {
    write(line) {
      assertThat(!ended, `section ${name} is closed already`);
      blankLine(name, line);
      parents?.count(line);
      rows += 1;
      if (isEvidenceLine(line)) onLine(line);
      return file.write(encodeLine(name, line));
    },
    parent(outcome) {
      assertThat(parents !== undefined, `section ${name} has no parents`);
      parents?.record(outcome);
    },
    async close({ status, message, requests }) {
      end();
      const base = {
        status,
        startedAt,
        finishedAt: now().toISOString(),
        requests,
        message,
        parents: parents?.entries(),
      };
      let entry: SectionEntry;
      if (status === "read") {
        entry = { ...base, file: relativePath, rows, sha256: await file.close() };
      } else {
        await file.abandon();
        entry = { ...base, file: undefined, rows: undefined, sha256: undefined };
      }
      await onEnd(entry);
      return entry;
    },
    async abandon() {
      end();
      await file.abandon();
      await onEnd(undefined);
    },
  };
}

function blankLine(name: SectionName, line: unknown): void {
  const isChild = isParented(name) && isEvidenceLine(line) && "row" in line;
  blankAnnotations(isChild ? line["row"] : line, name.startsWith("graph/"));
}

function encodeLine(name: SectionName, line: unknown): string {
  const json: string | undefined = JSON.stringify(line);
  assertThat(json !== undefined, `a line of ${name} is not JSON`);
  return `${json}\n`;
}

interface ParentCounter {
  count(line: unknown): void;
  record(outcome: ParentOutcome): void;
  entries(): ParentEntry[];
}

function createParentCounter(name: SectionName): ParentCounter {
  const counts = new Map<string, number>();
  const outcomes = new Map<string, ParentOutcome>();
  return {
    count(line) {
      const key = parentKeyOf(name, line);
      if (key === undefined) throw new InvariantError(`a line of ${name} names no parent`);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    record(outcome) {
      const key = normaliseParentKey(outcome.key);
      const before = outcomes.get(key);
      if (before === undefined || before.status === "read") outcomes.set(key, { ...outcome, key });
    },
    // A parent with rows and no outcome was left half-way: it must not pass for read.
    entries() {
      const keys = [...new Set([...counts.keys(), ...outcomes.keys()])].toSorted();
      return keys.map((key) => {
        const { status, message } = outcomes.get(key) ?? LEFT_HALF_WAY;
        const rows = status === "read" ? (counts.get(key) ?? 0) : undefined;
        return { key, status, rows, message };
      });
    },
  };
}

const LEFT_HALF_WAY = { status: "failed", message: "reading it did not finish" } as const;

function assertThat(condition: boolean, message: string): void {
  if (!condition) throw new InvariantError(message);
}
