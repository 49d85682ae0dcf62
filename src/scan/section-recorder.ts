import { AccessDeniedError, AppError } from "../errors.ts";
import type { EvidenceWriter } from "../evidence/write-evidence.ts";
import type { SectionWriter } from "../evidence/section-writer.ts";
import type { SectionEntry } from "../evidence/manifest.ts";
import { type ParentStatus, type SectionName, SECTIONS } from "../model/sections.ts";
import { collectNothing, type Collector } from "./collector.ts";
import { meterRequests, type RequestMeter } from "./request-meter.ts";
import type { ScanProgress } from "./scan-progress.ts";

/** What came of an attempt to read one section. */
type Attempted<T> =
  | { readonly status: "read"; readonly value: T }
  | { readonly status: "absent" | "denied" | "failed"; readonly message: string };

/** What came of one section, for the sections that build on it; `notAsked` = it was left out. */
export type Outcome<T> = Attempted<T> | { readonly status: "notAsked"; readonly message: string };

/** A section while its rows are read. */
export interface OpenSection {
  /** Takes the line over. Await the promise, if there is one: the disk is behind. */
  add(line: object): Promise<void> | undefined;
  /** Forgets all lines and parents added so far. */
  restart(): Promise<void>;
  parent(key: string, status: ParentStatus, message?: string): void;
  /** Says something beside rows that were read. */
  note(message: string): void;
}

export interface SectionRecord {
  readonly section: SectionName;
  readonly status: Attempted<unknown>["status"];
  readonly rows: number;
  readonly message?: string | undefined;
  /** Parents that were refused or failed. */
  readonly parentsNotRead: number;
  /** It failed, and the service had asked us to slow down. */
  readonly throttled: boolean;
  /** It is what an earlier scan read: nobody was asked. */
  readonly kept: boolean;
}

type IsAbsent = (error: AppError) => boolean;

export interface SectionRecorder {
  /**
   * Reads one section: what `body` adds becomes its rows, what `body` throws becomes its status and message. Where an
   * earlier scan is gone on with that was through with the section, it is kept, and `body` is not called.
   *
   * @param isAbsent tells an error that means "there is no such thing" from a failure
   * @throws AppError only for what is no trouble of the service: our own bug, or a full disk
   */
  read(
    name: SectionName,
    body: (section: OpenSection) => Promise<unknown>,
    isAbsent?: IsAbsent,
  ): Promise<Outcome<void>>;
  /** The same for a section that others build on, by the value that a collector makes of its lines. */
  collect<T>(
    name: SectionName,
    createCollector: () => Collector<T>,
    body: (section: OpenSection) => Promise<unknown>,
    isAbsent?: IsAbsent,
  ): Promise<Outcome<T>>;
  /** In order of name, whatever came first. */
  records(): readonly SectionRecord[];
}

/** Creates what turns the attempts of gatherers into sections of an evidence folder, each on its own. */
export function createSectionRecorder(
  writer: EvidenceWriter,
  onProgress: (progress: ScanProgress) => void,
): SectionRecorder {
  const records: SectionRecord[] = [];

  async function collect<T>(
    name: SectionName,
    createCollector: () => Collector<T>,
    body: (section: OpenSection) => Promise<unknown>,
    isAbsent: IsAbsent = () => false,
  ): Promise<Outcome<T>> {
    const kept = await keepSection(writer, name, createCollector());
    if (kept !== undefined) {
      const rows = kept.entry.rows ?? 0;
      records.push(recordOf(name, kept.entry));
      onProgress({ section: name, state: "kept", rows, requests: 0, throttled: 0 });
      return kept.outcome;
    }
    const meter: RequestMeter = { requests: 0, throttled: 0 };
    const open = await openSection(writer, name, createCollector);
    const report = (state: ScanProgress["state"]): void =>
      onProgress({ section: name, state, rows: open.rows(), ...meter });
    report("reading");

    const ending = await meterRequests(
      meter,
      () => report("reading"),
      () => attempt(() => body(open), isAbsent),
    ).catch(async (fatal: unknown) => {
      await open.writer().abandon();
      throw fatal;
    });
    const message = ending.status === "read" ? open.noted() : ending.message;
    const entry = await open.writer().close({
      status: ending.status,
      message: ending.status === "denied" ? withNeeds(name, ending.message) : message,
      requests: meter.requests,
    });
    const rows = ending.status === "read" ? open.rows() : 0;
    records.push({
      section: name,
      status: ending.status,
      rows,
      message,
      parentsNotRead: open.parentsNotRead(),
      throttled: ending.status === "failed" && meter.throttled > 0,
      kept: false,
    });
    onProgress({ section: name, state: ending.status, rows, ...meter });
    if (ending.status !== "read") return ending;
    return { status: "read", value: open.collector().value(entry.parents ?? []) };
  }

  return {
    records: () => records.toSorted((a, b) => (a.section < b.section ? -1 : 1)),
    read: (name, body, isAbsent) => collect(name, collectNothing, body, isAbsent),
    collect,
  };
}

interface KeptSection<T> {
  readonly entry: SectionEntry;
  readonly outcome: Outcome<T>;
}

async function keepSection<T>(
  writer: EvidenceWriter,
  name: SectionName,
  collector: Collector<T>,
): Promise<KeptSection<T> | undefined> {
  const entry = await writer.keepSection(name, (line) => {
    collector.take(line);
  });
  if (entry === undefined) return undefined;
  const outcome: Outcome<T> =
    entry.status === "absent"
      ? { status: "absent", message: entry.message ?? "" }
      : { status: "read", value: collector.value(entry.parents ?? []) };
  return { entry, outcome };
}

/** Only what an earlier scan was through with is kept. */
const recordOf = (
  section: SectionName,
  { status, rows, message }: SectionEntry,
): SectionRecord => ({
  section,
  status: status === "absent" ? "absent" : "read",
  rows: rows ?? 0,
  message,
  parentsNotRead: 0,
  throttled: false,
  kept: true,
});

async function attempt(
  body: () => Promise<unknown>,
  isAbsent: IsAbsent,
): Promise<Attempted<undefined>> {
  try {
    await body();
    return { status: "read", value: undefined };
  } catch (cause) {
    if (!isTroubleOfTheService(cause)) throw cause;
    if (isAbsent(cause)) return { status: "absent", message: cause.message };
    const status = cause instanceof AccessDeniedError ? "denied" : "failed";
    return { status, message: cause.message };
  }
}

const withNeeds = (name: SectionName, message: string): string =>
  `${message}; needs ${SECTIONS[name].needs}`;

/** Tells errors that a section, or a parent, can be recorded with from those that end the scan. */
export function isTroubleOfTheService(error: unknown): error is AppError {
  return error instanceof AppError && error.code !== "internal" && error.code !== "cannotWrite";
}

interface OpenedSection<T> extends OpenSection {
  writer(): SectionWriter;
  collector(): Collector<T>;
  rows(): number;
  noted(): string | undefined;
  parentsNotRead(): number;
}

async function openSection<T>(
  writer: EvidenceWriter,
  name: SectionName,
  createCollector: () => Collector<T>,
): Promise<OpenedSection<T>> {
  let collector = createCollector();
  const open = (): Promise<SectionWriter> =>
    writer.openSection(name, (line) => {
      collector.take(line);
    });
  let section = await open();
  let rows = 0;
  let parentsNotRead = 0;
  const notes: string[] = [];
  return {
    add(line) {
      rows += 1;
      return section.write(line);
    },
    async restart() {
      await section.abandon();
      collector = createCollector();
      section = await open();
      rows = 0;
      parentsNotRead = 0;
    },
    parent(key, status, message) {
      if (status === "denied" || status === "failed") parentsNotRead += 1;
      section.parent({ key, status, message });
    },
    note: (message) => void notes.push(message),
    writer: () => section,
    collector: () => collector,
    rows: () => rows,
    noted: () => (notes.length === 0 ? undefined : notes.join("; ")),
    parentsNotRead: () => parentsNotRead,
  };
}
