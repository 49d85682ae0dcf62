import type { SectionName } from "../model/sections.ts";

/** How far one section is. Sent at its start, with each request, and at its end. */
export interface ScanProgress {
  readonly section: SectionName;
  readonly state: "reading" | "read" | "denied" | "failed" | "absent";
  readonly rows: number;
  readonly requests: number;
  /** Answers that asked us to slow down. */
  readonly throttled: number;
}
