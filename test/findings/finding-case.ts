import type { Decisions } from "../../src/model/decisions.ts";
import type { NotAssessedStatus } from "../../src/model/finding.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";

/** What one kind of finding must say of a small tenant, and where it must say nothing. */
export interface FindingCase {
  readonly tenant: Snapshot;
  readonly decisions?: Decisions;
  /** Ids of the subjects, sorted. */
  readonly subjects: readonly string[];
  /** Of the first of them: app id of its app, what its text holds, and `section row` of its evidence. */
  readonly app: string | null;
  readonly says: string;
  readonly evidence: readonly string[];
  /** Tenants that come near: the kind was looked for, and there is none. */
  readonly silent: Readonly<Record<string, Snapshot>>;
  /** Tenants where one subject could not be looked at although its section was read. */
  readonly open?: Readonly<Record<string, OpenCase>>;
}

export interface OpenCase {
  readonly tenant: Snapshot;
  readonly subject: string;
  readonly status: NotAssessedStatus;
}
