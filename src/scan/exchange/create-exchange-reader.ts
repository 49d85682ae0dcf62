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
import { type ExchangePage, guessNextLink } from "./exchange-page.ts";
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
        add: (row) => void rows.push(row),
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
 * While a page is decoded and its rows are taken, the next page is under way: a long list is one page after the other,
 * and the service need not wait for us as well. Never more than one: pages are large.
 */
async function readPages(
  request: ExchangeRequest,
  call: Call,
  sink: RowSink,
): Promise<"complete" | LostPage> {
  const seen = new Set<string>();
  const start = (link: string, page: number): PageUnderWay =>
    startPage(request, { ...call, url: link }, page);
  let current = startPage(request, call, 1);
  for (let page = 1; ; page += 1) {
    const guess = await current.guess;
    const isWorthTrying = guess !== undefined && page < MAX_PAGES && !seen.has(guess);
    const tried = isWorthTrying ? start(guess, page + 1) : undefined;
    const answer = await current.answer;
    if ("cause" in answer) return answer;
    const { rows, nextLink } = answer;
    if (nextLink !== undefined) {
      assertOnward(call, page, seen, nextLink);
      // Of valid JSON the guess is always right; should it not be, rows would be lost.
      const isTried = tried !== undefined && guess === nextLink;
      current = isTried ? tried : start(nextLink, page + 1);
    }
    await addAll(sink, rows);
    if (nextLink === undefined) return "complete";
  }
}

/** Remembers the link. A list that leads nowhere new would be read for ever. */
function assertOnward({ cmdlet }: Call, page: number, seen: Set<string>, link: string): void {
  if (page >= MAX_PAGES) throw endless(cmdlet, `more than ${MAX_PAGES} pages`);
  if (seen.has(link)) throw endless(cmdlet, "the same page twice");
  seen.add(link);
}

/** Waits only where the sink asks for it: a long list has a hundred thousand rows that need not be waited for. */
async function addAll(sink: RowSink, rows: readonly RawRow[]): Promise<void> {
  for (const row of rows) {
    const behind = sink.add(row);
    if (behind !== undefined) await behind;
  }
}

interface PageUnderWay {
  /** The link to the page after it, as soon as its bytes are there; undefined: only the decoded page tells. */
  readonly guess: Promise<string | undefined>;
  /** Rejects for the first page only, so a later one may be left alone while it is under way. */
  readonly answer: Promise<Extract<ExchangePage, { ok: true }> | LostPage>;
}

function startPage(request: ExchangeRequest, call: Call, page: number): PageUnderWay {
  let tellGuess: (link: string | undefined) => void = () => undefined;
  const guess = new Promise<string | undefined>((resolve) => (tellGuess = resolve));
  const read = request.post(call, page === 1, (body) => tellGuess(guessNextLink(body)));
  const answer = read.catch((cause: unknown) => {
    if (page === 1) throw cause;
    return { page, cause };
  });
  const over = (): void => tellGuess(undefined);
  answer.then(over, over);
  return { guess, answer };
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
