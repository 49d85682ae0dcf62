import { createEvidenceWriter } from "../../../src/evidence/write-evidence.ts";
import type { GatherContext } from "../../../src/scan/gather/gather-context.ts";
import type { RowsOutcome } from "../../../src/scan/gather/source.ts";
import { createSectionRecorder, type SectionRecord } from "../../../src/scan/section-recorder.ts";
import { exchangeTo, TENANT } from "./exchange-to.ts";
import { graphTo } from "./graph-to.ts";
import { type ReadBack, readBack, temporaryFolder } from "./seed-tenant.ts";
import { type Reply, type SeenRequest, startService } from "./start-service.ts";
import { testRetry } from "./test-retry.ts";

export interface Gathered extends ReadBack {
  readonly records: readonly SectionRecord[];
  readonly seen: readonly SeenRequest[];
}

/** Lets gatherers ask a service that answers as told, through the real clients, and reads back what they wrote. */
export async function gatherFrom(
  answer: (request: SeenRequest, turn: number) => Reply,
  gather: (context: GatherContext) => Promise<unknown>,
): Promise<Gathered> {
  const service = await startService(answer);
  const folder = await temporaryFolder();
  const now = (): Date => new Date("2026-11-23T10:00:00Z");
  const writer = await createEvidenceWriter(folder, { tool: { name: "test", version: "0" }, now });
  const sections = createSectionRecorder(writer, () => {});
  const retry = testRetry({ maxAttempts: 2 });
  try {
    await gather({
      exchange: exchangeTo(service.url, retry),
      graph: graphTo(service.url, retry),
      sections,
      concurrency: 3,
    });
  } finally {
    await service.close();
  }
  await writer.finish({
    tenant: { id: TENANT, initialDomain: "contoso.onmicrosoft.com", displayName: "Contoso" },
    environment: "exchangeOnline",
    cloud: "worldwide",
    collectedAt: now().toISOString(),
    collector: { mode: "live", identity: "test", allowedCmdlets: null },
  });
  const back = await readBack(folder);
  return { ...back, records: sections.records(), seen: service.seen };
}

/** The cmdlet that a request runs, with its parameters. */
export function cmdletOf({ body }: SeenRequest): {
  readonly cmdlet: string;
  readonly parameters: Readonly<Record<string, unknown>>;
} {
  const parsed = JSON.parse(body) as {
    CmdletInput: { CmdletName: string; Parameters: Record<string, unknown> };
  };
  return { cmdlet: parsed.CmdletInput.CmdletName, parameters: parsed.CmdletInput.Parameters };
}

/** A list that was read. */
export const read = (...value: Readonly<Record<string, unknown>>[]): RowsOutcome => ({
  status: "read",
  value,
});
