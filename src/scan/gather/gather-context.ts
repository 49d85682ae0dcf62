import type { ExchangeReader } from "../exchange/exchange-reader.ts";
import type { GraphReader } from "../graph/graph-reader.ts";
import type { SectionRecorder } from "../section-recorder.ts";

/** What every gatherer is given. */
export interface GatherContext {
  readonly exchange: ExchangeReader;
  readonly graph: GraphReader;
  readonly sections: SectionRecorder;
  /** Parents asked for at once. */
  readonly concurrency: number;
}
