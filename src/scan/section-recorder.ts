import { AccessDeniedError, AppError } from "../errors.ts";
import type { EvidenceWriter } from "../evidence/write-evidence.ts";
import type { SectionWriter } from "../evidence/section-writer.ts";
import { type ParentStatus, type SectionName, SECTIONS } from "../model/sections.ts";
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
  add(line: object): Promise<void>;
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
}

type IsAbsent = (error: AppError) => boolean;

export interface SectionRecorder {
  /**
   * Reads one section: what `body` adds becomes its rows, what `body` throws becomes its status and message.
   *
   * @param isAbsent tells an error that means "there is no such thing" from a failure
   * @throws AppError only for what is no trouble of the service: our own bug, or a full disk
   */
  read<T>(
    name: SectionName,
    body: (section: OpenSection) => Promise<T>,
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

  return {
    records: () => records.toSorted((a, b) => (a.section < b.section ? -1 : 1)),
    async read(name, body, isAbsent = () => false) {
      const meter: RequestMeter = { requests: 0, throttled: 0 };
      const open = await openSection(writer, name);
      const report = (state: ScanProgress["state"]): void =>
        onProgress({ section: name, state, rows: open.rows(), ...meter });
      report("reading");

      const outcome = await meterRequests(
        meter,
        () => report("reading"),
        () => attempt(() => body(open), isAbsent),
      ).catch(async (fatal: unknown) => {
        await open.writer().abandon();
        throw fatal;
      });
      const message = outcome.status === "read" ? open.noted() : outcome.message;
      await open.writer().close({
        status: outcome.status,
        message: outcome.status === "denied" ? withNeeds(name, outcome.message) : message,
        requests: meter.requests,
      });
      const rows = outcome.status === "read" ? open.rows() : 0;
      records.push({
        section: name,
        status: outcome.status,
        rows,
        message,
        parentsNotRead: open.parentsNotRead(),
        throttled: outcome.status === "failed" && meter.throttled > 0,
      });
      onProgress({ section: name, state: outcome.status, rows, ...meter });
      return outcome;
    },
  };
}

async function attempt<T>(body: () => Promise<T>, isAbsent: IsAbsent): Promise<Attempted<T>> {
  try {
    return { status: "read", value: await body() };
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

interface OpenedSection extends OpenSection {
  writer(): SectionWriter;
  rows(): number;
  noted(): string | undefined;
  parentsNotRead(): number;
}

async function openSection(writer: EvidenceWriter, name: SectionName): Promise<OpenedSection> {
  let section = await writer.openSection(name);
  let rows = 0;
  let parentsNotRead = 0;
  const notes: string[] = [];
  return {
    async add(line) {
      rows += 1;
      await section.write(line);
    },
    async restart() {
      await section.abandon();
      section = await writer.openSection(name);
      rows = 0;
      parentsNotRead = 0;
    },
    parent(key, status, message) {
      if (status === "denied" || status === "failed") parentsNotRead += 1;
      section.parent({ key, status, message });
    },
    note: (message) => void notes.push(message),
    writer: () => section,
    rows: () => rows,
    noted: () => (notes.length === 0 ? undefined : notes.join("; ")),
    parentsNotRead: () => parentsNotRead,
  };
}
