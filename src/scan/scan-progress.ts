import type { SectionName } from "../model/sections.ts";

/** How far one section is. Sent at its start, with each request, and at its end; once where it is kept. */
export interface ScanProgress {
  readonly section: SectionName;
  /** `kept`: an earlier scan had read it. */
  readonly state: "reading" | "read" | "denied" | "failed" | "absent" | "kept";
  readonly rows: number;
  readonly requests: number;
  /** Answers that asked us to slow down. */
  readonly throttled: number;
}
