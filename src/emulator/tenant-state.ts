import type { SectionName } from "../model/sections.ts";
import type { ParentStatus, SectionStatus } from "../model/sections.ts";
import type { Cloud, Tenant } from "../model/snapshot.ts";
import type { EmulatorSettings } from "./read-emulator-settings.ts";
import type { RecipientDirectory } from "./recipient-directory.ts";
import type { RawRow } from "./row-values.ts";

/** What evidence recorded of one parent of a section. */
export interface ParentState {
  readonly status: ParentStatus;
  readonly message: string | undefined;
  readonly rows: readonly RawRow[];
}

/** One section of the tenant: what the service would answer for it. Rows exist only where it was read. */
export interface SectionState {
  readonly status: SectionStatus;
  readonly message: string | undefined;
  /** Rows of a flat section; empty where the section has parents. */
  readonly rows: readonly RawRow[];
  /** Keyed by lower-cased parent key. A key that is missing was never read. */
  readonly parents: ReadonlyMap<string, ParentState>;
}

/**
 * The emulated tenant.
 *
 * Cmdlets and routes only ever ask it through `readRows`, `readParent` and the directory, so that what
 * changes it can be put behind the same doors.
 */
export interface TenantState {
  readonly tenant: Tenant;
  readonly cloud: Cloud;
  /** When the evidence was taken, ISO 8601 UTC: the time that it is in this tenant. */
  readonly collectedAt: string;
  /** Lower-cased domains under which the tenant can be addressed. */
  readonly domains: ReadonlySet<string>;
  /** Cmdlets that the caller may run; null = all that the emulator knows. */
  readonly allowedCmdlets: readonly string[] | null;
  readonly sections: ReadonlyMap<SectionName, SectionState>;
  readonly directory: RecipientDirectory;
  /** Known user principal names by recipient key, lower case; they win over what rows say. */
  readonly principalNames: ReadonlyMap<string, string>;
  readonly settings: EmulatorSettings;
}
