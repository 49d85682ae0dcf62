import type { ServiceRequest } from "../answer.ts";
import type { EmulatedService } from "../emulated-service.ts";
import type { RawRow } from "../row-values.ts";
import type { TenantState } from "../tenant-state.ts";

/** One request to Microsoft Graph. */
export interface GraphCall {
  readonly service: EmulatedService;
  readonly state: TenantState;
  readonly request: ServiceRequest;
  readonly version: "v1.0" | "beta";
  /** What stands for `{id}` in the route, decoded: an id, or an alternate key such as `appId='…'`. */
  readonly key: string;
  /** What stands for `{other}`: the id of an object that belongs to the first; empty without one. */
  readonly otherKey: string;
  readonly query: URLSearchParams;
}

/** Objects of one kind, before the query options are applied. */
export interface Collection {
  readonly kind: "collection";
  /** The end of `@odata.context`, without the selection. */
  readonly context: string;
  readonly rows: readonly RawRow[];
  /** Objects of several kinds: each says its `@odata.type`. */
  readonly isMixed?: boolean;
  readonly filterable?: readonly string[];
  readonly expandable?: readonly string[];
  /** Properties that come without `$select`; default: all. */
  readonly defaults?: readonly string[];
}

export interface Entity {
  readonly kind: "entity";
  readonly context: string;
  readonly row: RawRow;
  readonly expandable?: readonly string[];
  readonly defaults?: readonly string[];
}

/** A number as plain text. */
export interface Count {
  readonly kind: "count";
  readonly count: number;
}

/** What a change answers: a new object, or no body. */
export interface Done {
  readonly kind: "done";
  readonly status: 201 | 202 | 204;
  /** The new object, with the end of its `@odata.context`. */
  readonly created?: { readonly context: string; readonly row: RawRow };
}

export type GraphResult = Collection | Entity | Count | Done;

export const isEventual = (request: ServiceRequest): boolean =>
  request.headers["consistencylevel"]?.toLowerCase() === "eventual";
