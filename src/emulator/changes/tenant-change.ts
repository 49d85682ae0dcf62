import type { SETTLE_WINDOWS } from "../../model/settle-windows.ts";
import type { SectionName } from "../../model/sections.ts";
import type { RawRow } from "../row-values.ts";

/** Finds rows: those whose property is this text, in any casing. */
export interface RowMatch {
  readonly property: string;
  readonly value: string;
}

/** One edit of the rows of a section. An edit that finds nothing to do changes nothing. */
export type RowEdit =
  | { readonly kind: "addRow"; readonly section: SectionName; readonly row: RawRow }
  | { readonly kind: "removeRows"; readonly section: SectionName; readonly match: RowMatch }
  | {
      readonly kind: "mergeRows";
      readonly section: SectionName;
      readonly match: RowMatch;
      readonly with: RawRow;
    }
  | { readonly kind: "addParent"; readonly section: SectionName; readonly key: string }
  | { readonly kind: "removeParent"; readonly section: SectionName; readonly key: string }
  | {
      readonly kind: "addChild";
      readonly section: SectionName;
      readonly key: string;
      readonly row: RawRow;
    }
  | {
      readonly kind: "removeChildren";
      readonly section: SectionName;
      readonly key: string;
      readonly match: RowMatch;
    };

/**
 * What a change waits for until enforcement sees it.
 *
 * - `none`: it changes nobody's access by itself, and is seen at once.
 * - `unused`: an object that nothing uses any more goes away; an assignment that is gone too may still be enforced with
 *   it, so enforcement keeps it for the whole window of assignments.
 */
export type SettleKind = keyof typeof SETTLE_WINDOWS | "none" | "unused";

/** One change that an administrator made: configuration shows it whole or not at all. */
export interface TenantChange {
  /** The cmdlet or route that made it, with the object's name. */
  readonly what: string;
  readonly settles: SettleKind;
  readonly edits: readonly RowEdit[];
}
