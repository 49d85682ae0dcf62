import { randomUUID } from "node:crypto";
import type { RawRow } from "../row-values.ts";

/** What ties the pages of one answer together; another value on a later page breaks the cursor. */
export interface CursorBinding {
  /** The X-AnchorMailbox header; without it no page but the first can be read. */
  readonly anchor: string | undefined;
  /** As written in the URL. A vanity domain routes each page elsewhere. */
  readonly tenant: string;
  readonly tenantIsRoutable: boolean;
  /** The body, byte for byte. */
  readonly body: string;
}

/** A place in an answer: the rows themselves belong to the tenant and are not copied. */
export interface PagePosition {
  readonly rows: readonly RawRow[];
  readonly offset: number;
  readonly show: (row: RawRow) => RawRow;
  /** Warnings of the last page. */
  readonly warnings: readonly string[];
}

export interface PageCursors {
  issue(binding: CursorBinding, position: PagePosition): string;
  /** The place that the token stands for, once; undefined when it is expired, used or bound otherwise. */
  redeem(token: string, binding: CursorBinding): PagePosition | undefined;
}

interface Cursor extends PagePosition {
  readonly binding: CursorBinding;
  readonly expiresAt: number;
}

const MAX_OPEN = 1_000;

/** Keeps the cursors of answers that take several pages. Each one works once, and not for long. */
export function createPageCursors(lifetimeMs: number, now: () => number): PageCursors {
  const open = new Map<string, Cursor>();
  const forgetOldest = (): void => {
    const oldest = open.keys().next();
    if (open.size > MAX_OPEN && oldest.done !== true) open.delete(oldest.value);
  };
  return {
    issue: (binding, position) => {
      const token = randomUUID();
      if (binding.anchor === undefined || !binding.tenantIsRoutable) return token;
      open.set(token, { ...position, binding, expiresAt: now() + lifetimeMs });
      forgetOldest();
      return token;
    },
    redeem: (token, binding) => {
      const cursor = open.get(token);
      if (cursor === undefined || !isSame(cursor.binding, binding)) return undefined;
      open.delete(token);
      return now() <= cursor.expiresAt ? cursor : undefined;
    },
  };
}

const isSame = (one: CursorBinding, other: CursorBinding): boolean =>
  one.anchor === other.anchor && one.tenant === other.tenant && one.body === other.body;
