import { randomUUID } from "node:crypto";

import { InvariantError, ServiceUnavailableError } from "../../errors.ts";
import { createGate } from "../gate.ts";
import { isRecord } from "../raw-row.ts";
import type { RawRow } from "../raw-row.ts";
import type { RetryPolicy } from "../retry.ts";
import type { TokenSource } from "../token-source.ts";
import type { Send } from "../trusted-send.ts";
import { type CmdletParameters, renderCmdletInput } from "./cmdlet-input.ts";
import type { ExchangeReader, RowSink } from "./exchange-reader.ts";
import { createExchangeRequest, type ExchangeRequest } from "./exchange-request.ts";

export interface ExchangeReaderOptions {
  readonly send: Send;
  readonly tokens: TokenSource;
  /** Tenant id. A domain name would answer the first page and lose the others. */
  readonly tenantId: string;
  /** Such as `https://outlook.office365.com`. */
  readonly base: string;
  /** `X-AnchorMailbox`: where the service finds the tenant's servers. */
  readonly anchor: string;
  readonly retry: RetryPolicy;
  /** Requests in flight at once. */
  readonly concurrency: number;
}

const MAX_PAGES = 5000;
const READ_ONLY = /^(Get|Test)-[A-Za-z]+$/;

/**
 * Creates the client of Exchange's admin service (`InvokeCommand`, which is undocumented).
 *
 * INVARIANT: rows are all rows. When a page after the first is lost, the whole cmdlet is read once more; then the read
 * fails. INVARIANT: only `Get-` and `Test-` cmdlets leave.
 */
export function createExchangeReader(options: ExchangeReaderOptions): ExchangeReader {
  const gate = createGate(options.concurrency);
  const request = createExchangeRequest({ ...options, gate });

  async function readInto(sink: RowSink, cmdlet: string, parameters: CmdletParameters = {}) {
    if (!READ_ONLY.test(cmdlet)) throw new InvariantError(`\`${cmdlet}\` is not a read`);
    const call: Call = {
      cmdlet,
      url: `${options.base}/adminapi/beta/${options.tenantId}/InvokeCommand`,
      body: renderCmdletInput(cmdlet, parameters),
      requestId: randomUUID(),
    };
    const outcome = await readPages(request, call, sink);
    if (outcome === "complete") return;
    await sink.restart();
    const second = await readPages(request, call, sink);
    if (second !== "complete") throw lostPage(cmdlet, second);
  }

  return {
    readInto,
    async readRows(cmdlet, parameters) {
      let rows: RawRow[] = [];
      const sink: RowSink = {
        add: async (row) => void rows.push(row),
        restart: async () => void (rows = []),
      };
      await readInto(sink, cmdlet, parameters);
      return rows;
    },
    readAllowedCmdlets: () => readAllowedCmdlets(request, options),
  };
}

interface Call {
  readonly cmdlet: string;
  readonly url: string;
  readonly body: string;
  /** The same on every page and retry: support can follow it. */
  readonly requestId: string;
}

interface LostPage {
  readonly page: number;
  readonly cause: unknown;
}

/**
 * Follows the pages to their end. A failure of the first page is thrown; a later one is a lost page.
 *
 * While the rows of a page are taken, the next page is under way: a long list is one page after the other, and the
 * service need not wait for us as well.
 */
async function readPages(
  request: ExchangeRequest,
  call: Call,
  sink: RowSink,
): Promise<"complete" | LostPage> {
  const seen = new Set<string>();
  let underWay = readPage(request, call, 1);
  for (let page = 1; ; page += 1) {
    const answer = await underWay;
    if ("cause" in answer) return answer;
    const { rows, nextLink } = answer;
    if (nextLink !== undefined) {
      if (page >= MAX_PAGES) throw endless(call.cmdlet, `more than ${MAX_PAGES} pages`);
      if (seen.has(nextLink)) throw endless(call.cmdlet, "the same page twice");
      seen.add(nextLink);
      underWay = readPage(request, { ...call, url: nextLink }, page + 1);
    }
    for (const row of rows) await sink.add(row);
    if (nextLink === undefined) return "complete";
  }
}

/** Throws for the first page only, so a later one may be left alone while it is under way. */
async function readPage(request: ExchangeRequest, call: Call, page: number) {
  try {
    return await request.post(call, page === 1);
  } catch (cause) {
    if (page === 1) throw cause;
    return { page, cause };
  }
}

const endless = (cmdlet: string, why: string): ServiceUnavailableError =>
  new ServiceUnavailableError(`exchange answered \`${cmdlet}\` with ${why}`);

function lostPage(cmdlet: string, { page, cause }: LostPage): ServiceUnavailableError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ServiceUnavailableError(
    `exchange lost page ${page} of \`${cmdlet}\`, twice: ${why}; no row of it is used`,
    { cause },
  );
}

async function readAllowedCmdlets(
  request: ExchangeRequest,
  { base, tenantId }: ExchangeReaderOptions,
): Promise<readonly string[]> {
  const url = `${base}/adminapi/v1.0/${tenantId}/EXOModuleFile?Version=3.9.2`;
  const body = await request.get(url, { CommandName: "*" }, "`EXOModuleFile`");
  const value: unknown = isRecord(body) ? body["value"] : undefined;
  const file: unknown = Array.isArray(value) ? value[0] : value;
  const names = isRecord(file) ? file["exportedCmdlets"] : undefined;
  if (typeof names !== "string") {
    throw new ServiceUnavailableError("exchange did not say which cmdlets may be run");
  }
  const cmdlets = names.split(",").map((name) => name.trim());
  return [...new Set(cmdlets.filter((name) => name !== ""))].toSorted();
}
