import type { Answer } from "../answer.ts";
import { CLOUD_HOSTS } from "../cloud-hosts.ts";
import type { RawRow } from "../row-values.ts";
import { ServiceFault } from "../service-fault.ts";
import { isEventual } from "./graph-call.ts";
import type { Collection, Done, Entity, GraphCall, GraphResult } from "./graph-call.ts";
import { unsupportedQuery } from "./graph-errors.ts";
import { readPageToken, writePageToken } from "./page-token.ts";
import { parseODataFilter } from "./odata-filter.ts";
import { readShape, shapeRow } from "./shape-row.ts";

const DEFAULT_PAGE = 100;
const MAX_PAGE = 999;
/** With `$expand`, whatever `$top` says. */
const MAX_EXPANDED_PAGE = 100;

const OPTIONS = ["$select", "$expand", "$filter", "$top", "$skiptoken", "$count"];

/** Applies the query options to a result and writes it as Microsoft Graph does. */
export function renderResult(call: GraphCall, result: GraphResult): Answer {
  const stranger = [...call.query.keys()].find((option) => !OPTIONS.includes(option));
  if (stranger !== undefined) {
    throw unsupportedQuery(`The query parameter '${stranger}' is not supported.`);
  }
  switch (result.kind) {
    case "count":
      return { status: 200, headers: { "content-type": "text/plain" }, body: String(result.count) };
    case "entity":
      return renderEntity(call, result);
    case "done":
      return renderDone(call, result);
    case "collection":
      return renderCollection(call, result);
  }
}

function renderDone(call: GraphCall, { status, created }: Done): Answer {
  if (created === undefined) return { status };
  const context = `${contextOf(call, created.context)}/$entity`;
  return { status, body: { "@odata.context": context, ...created.row } };
}

function renderEntity(call: GraphCall, entity: Entity): Answer {
  const shape = readShape(call.query, entity.expandable);
  const row = shapeRow(entity.row, shape, entity);
  const context = `${contextOf(call, entity.context)}/$entity`;
  return { status: 200, body: { "@odata.context": context, ...row } };
}

function renderCollection(call: GraphCall, collection: Collection): Answer {
  const { query } = call;
  const shape = readShape(query, collection.expandable);
  const rows = filtered(collection, query.get("$filter"));
  const { offset, page } = readPageToken(query.get("$skiptoken"));
  const end = offset + pageSizeOf(call);
  const value = rows.slice(offset, end).map((row) => shapeRow(row, shape, collection));
  const isCounted = query.get("$count") === "true" && isEventual(call.request);
  return {
    status: 200,
    body: {
      "@odata.context": contextOf(call, collection.context),
      ...(isCounted ? { "@odata.count": rows.length } : {}),
      ...(end < rows.length
        ? { "@odata.nextLink": nextLink(call, writePageToken({ offset: end, page: page + 1 })) }
        : {}),
      value,
    },
  };
}

function filtered(collection: Collection, filter: string | null): readonly RawRow[] {
  if (filter === null) return collection.rows;
  return collection.rows.filter(parseODataFilter(filter, collection.filterable ?? []));
}

function pageSizeOf({ query, service }: GraphCall): number {
  const top = query.get("$top");
  const asked = top === null ? DEFAULT_PAGE : Number(top);
  if (!Number.isInteger(asked) || asked < 1 || asked > MAX_PAGE) {
    throw new ServiceFault(
      "badRequest",
      `Invalid page size specified: '${top}'. Must be between 1 and ${MAX_PAGE} inclusive.`,
      "Request_BadRequest",
    );
  }
  const most = query.has("$expand") ? MAX_EXPANDED_PAGE : MAX_PAGE;
  return Math.min(asked, most, service.faults.pageSize ?? MAX_PAGE);
}

/** Carries the query of the first page; headers are for the caller to send again. */
function nextLink(call: GraphCall, token: string): string {
  const url = new URL(call.request.url.pathname, originOf(call));
  for (const [name, value] of call.query) url.searchParams.set(name, value);
  url.searchParams.set("$skiptoken", token);
  return url.href.replaceAll("%24", "$");
}

function contextOf(call: GraphCall, end: string): string {
  const select = call.query.get("$select");
  const selection = select === null ? "" : `(${select})`;
  return `${originOf(call)}/${call.version}/$metadata#${end}${selection}`;
}

const originOf = ({ state }: GraphCall): string => `https://${CLOUD_HOSTS[state.cloud].graph}`;
