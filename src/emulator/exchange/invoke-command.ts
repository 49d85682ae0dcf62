import { setImmediate } from "node:timers/promises";
import type { Answer, ServiceRequest } from "../answer.ts";
import { parseBody } from "../answer.ts";
import { createCallParameters } from "../call-parameters.ts";
import type { CallParameters } from "../call-parameters.ts";
import { checkParameters, takesParameter } from "../check-parameters.ts";
import { CLOUD_HOSTS } from "../cloud-hosts.ts";
import type { Cmdlet, CmdletOutput, WritingCmdlet } from "../cmdlet.ts";
import { findWritingCmdlet } from "../cmdlets/writing/all-writing-cmdlets.ts";
import type { EmulatedService } from "../emulated-service.ts";
import { isRecord, type RawRow } from "../row-values.ts";
import { ServiceFault } from "../service-fault.ts";
import { findCmdlet } from "./available-cmdlets.ts";
import { bindingOf } from "./cursor-binding.ts";
import { createRowEncoder } from "./encode-row.ts";
import {
  EXCHANGE_HEADERS,
  expiredCursor,
  renderDenied,
  renderExchangeFault,
} from "./exchange-errors.ts";
import type { PagePosition } from "./page-cursors.ts";
import { cursorOf, pageOf, writePageToken } from "./page-token.ts";

const MORE_RESULTS =
  "There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter.";
const MAX_PAGE_SIZE = 1_000;
const DEFAULT_RESULT_SIZE = 1_000;

interface CmdletInput {
  readonly cmdlet: string;
  readonly parameters: CallParameters;
}

/** Runs one cmdlet, or goes on with the pages of one that ran before. */
export async function invokeCommand(
  service: EmulatedService,
  request: ServiceRequest,
  tenant: string,
): Promise<Answer> {
  try {
    return await run(service, request, tenant);
  } catch (error) {
    if (error instanceof ServiceFault) return renderExchangeFault(error);
    throw error;
  }
}

/** The name of the cmdlet in a request body, for the log. */
export function cmdletNameOf(request: ServiceRequest): string | undefined {
  const body = parseBody(request);
  const input = isRecord(body) ? body["CmdletInput"] : undefined;
  const name = isRecord(input) ? input["CmdletName"] : undefined;
  return typeof name === "string" ? name : undefined;
}

async function run(
  service: EmulatedService,
  request: ServiceRequest,
  tenant: string,
): Promise<Answer> {
  if (request.method !== "POST") return { status: 405 };
  const { cmdlet: name, parameters } = readInput(request);
  const writing = findWritingCmdlet(name);
  if (writing !== undefined) return write(service, request, { writing, parameters, tenant });
  const cmdlet = findCmdlet(service.state, name);
  if (cmdlet === undefined) {
    return renderDenied(`The cmdlet ${name} is not in a role of the caller.`);
  }
  const token = request.url.searchParams.get("$skiptoken");
  const binding = bindingOf(service.state, request, tenant);
  if (token === null) {
    checkParameters(cmdlet, parameters);
    const output = cmdlet.run({ state: service.state, parameters });
    if (output.rows.length === 0 && output.isVoidWhenEmpty === true) return { status: 200 };
    return page(service, request, firstPosition(cmdlet, parameters, output), tenant);
  }
  const position = service.cursors.redeem(cursorOf(token), binding);
  if (position === undefined) throw expiredCursor();
  return page(service, request, position, tenant);
}

interface Writing {
  readonly writing: WritingCmdlet;
  readonly parameters: CallParameters;
  readonly tenant: string;
}

/** With `-WhatIf` nothing is changed and nothing answered, once the parameters are found to be good. */
async function write(
  service: EmulatedService,
  request: ServiceRequest,
  { writing, parameters, tenant }: Writing,
): Promise<Answer> {
  checkParameters(writing, parameters);
  if (parameters.flag("WhatIf") === true) return { status: 200 };
  const { state, history, clock } = service;
  const rows = writing.write({
    state,
    parameters,
    now: clock.now(),
    serial: history.changes().length,
    make: history.make,
  });
  if (rows.length === 0) return { status: 200 };
  return page(service, request, { rows, offset: 0, show: (row) => row, warnings: [] }, tenant);
}

function readInput(request: ServiceRequest): CmdletInput {
  const body = parseBody(request);
  const input = isRecord(body) ? body["CmdletInput"] : undefined;
  const name = isRecord(input) ? input["CmdletName"] : undefined;
  const parameters = isRecord(input) ? input["Parameters"] : undefined;
  if (typeof name !== "string" || !isRecord(parameters)) {
    throw new ServiceFault(
      "badValue",
      "The request body has no CmdletInput with a name and Parameters",
    );
  }
  return { cmdlet: name, parameters: createCallParameters(parameters) };
}

/** Cuts the rows to the asked number, which is 1000 where the cmdlet has ResultSize and nobody sent it. */
function firstPosition(
  cmdlet: Cmdlet,
  parameters: CallParameters,
  { rows, show = (row) => row }: CmdletOutput,
): PagePosition {
  const limit = takesParameter(cmdlet.name, "ResultSize") ? resultSizeOf(parameters) : Infinity;
  if (rows.length <= limit) return { rows, offset: 0, show, warnings: [] };
  return { rows: rows.slice(0, limit), offset: 0, show, warnings: [MORE_RESULTS] };
}

function resultSizeOf(parameters: CallParameters): number {
  const text = parameters.text("ResultSize") ?? String(DEFAULT_RESULT_SIZE);
  if (text.toLowerCase() === "unlimited") return Infinity;
  if (/^\d+$/.test(text)) return Number(text);
  throw new ServiceFault(
    "badValue",
    `Cannot process argument transformation on parameter 'ResultSize'. Cannot convert value "${text}" to type "Unlimited".`,
    "System.Management.Automation.ParameterBindingArgumentTransformationException",
  );
}

async function page(
  service: EmulatedService,
  request: ServiceRequest,
  position: PagePosition,
  tenant: string,
): Promise<Answer> {
  const { rows, offset, warnings } = position;
  const end = offset + pageSizeOf(service, request);
  const isLast = end >= rows.length;
  const head = {
    "@odata.context": `https://outlook.office.com/adminapi/beta/${service.state.tenant.id}/$metadata#Collection(Exchange.GenericHashTable)`,
    "adminapi.warnings@odata.type": "#Collection(String)",
    "@adminapi.warnings": isLast ? warnings : [MORE_RESULTS],
  };
  const more = isLast
    ? undefined
    : nextLink(service, request, { ...position, offset: end }, tenant);
  const texts = await encodeRows(position, end, request.url.searchParams.get("$select"));
  return { status: 200, headers: EXCHANGE_HEADERS, body: writePage(head, texts, more) };
}

/** Rows that are written before other requests get their turn: a service does not answer one caller at a time. */
const ROWS_IN_A_TURN = 100;

async function encodeRows(
  { rows, offset, show }: PagePosition,
  end: number,
  select: string | null,
): Promise<readonly string[]> {
  const names = select?.toLowerCase().split(",");
  const encodeRow = createRowEncoder();
  const texts: string[] = [];
  for (const row of rows.slice(offset, end)) {
    const shown = names === undefined ? show(row) : selectFrom(show(row), names);
    texts.push(encodeRow(shown, offset + texts.length));
    if (texts.length % ROWS_IN_A_TURN === 0) await setImmediate();
  }
  return texts;
}

const selectFrom = (row: RawRow, names: readonly string[]): RawRow =>
  Object.fromEntries(Object.entries(row).filter(([key]) => names.includes(key.toLowerCase())));

/** Rows are text already. */
function writePage(
  head: Readonly<Record<string, unknown>>,
  rows: readonly string[],
  nextLink: string | undefined,
): string {
  const more = nextLink === undefined ? "" : `,"@odata.nextLink":${JSON.stringify(nextLink)}`;
  return `${JSON.stringify(head).slice(0, -1)},"value":[${rows.join(",")}]${more}}`;
}

function nextLink(
  service: EmulatedService,
  request: ServiceRequest,
  position: PagePosition,
  tenant: string,
): string {
  const cursor = service.cursors.issue(bindingOf(service.state, request, tenant), position);
  const page = pageOf(request.url.searchParams.get("$skiptoken"));
  const link = new URL(
    `https://${CLOUD_HOSTS[service.state.cloud].exchange}/adminapi/beta/${tenant}/InvokeCommand`,
  );
  const select = request.url.searchParams.get("$select");
  if (select !== null) link.searchParams.set("$select", select);
  link.searchParams.set("$skiptoken", writePageToken(page + 1, cursor));
  return link.href.replaceAll("%24", "$");
}

function pageSizeOf({ faults }: EmulatedService, request: ServiceRequest): number {
  const asked = /odata\.maxpagesize=(\d+)/i.exec(request.headers["prefer"] ?? "")?.[1];
  const size = Math.max(Number(asked ?? MAX_PAGE_SIZE), 1);
  return Math.min(size, MAX_PAGE_SIZE, faults.pageSize ?? MAX_PAGE_SIZE);
}
