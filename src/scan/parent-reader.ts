import { AccessDeniedError, type AppError, NotFoundError, ThrottledError } from "../errors.ts";
import type { ParentStatus } from "../model/sections.ts";
import { mapInOrder } from "./map-in-order.ts";
import type { RawRow } from "./raw-row.ts";
import { isTroubleOfTheService, type OpenSection } from "./section-recorder.ts";

/** One parent of a section, and how its rows are asked for. */
export interface ParentQuestion {
  readonly key: string;
  readonly ask: () => Promise<readonly RawRow[]>;
  /** The line that a row becomes. */
  readonly toLine: (row: RawRow) => object;
  /** Told only when all rows of the parent were read. */
  readonly onRead?: (rows: readonly RawRow[]) => void;
}

export interface ParentReader {
  /**
   * Asks for parents and records each, in order; those that were asked for before are left out.
   *
   * @param limit how many at once, asked for with each parent; default: the reader's `concurrency`
   */
  read(
    questions: Iterable<ParentQuestion> | AsyncIterable<ParentQuestion>,
    limit?: () => number,
  ): Promise<void>;
  /**
   * To be called last.
   *
   * @throws AppError when there were parents and none of them could be read: then the section was not read
   */
  finish(): void;
}

/**
 * Creates the reader of a section's parents: each one is tried on its own.
 *
 * INVARIANT: a parent's rows are written only when all of them are there. When the very first answer is a refusal, the
 * section is refused without asking for the rest; after the service asked to slow down for too long, the rest fails.
 */
export function createParentReader(section: OpenSection, concurrency: number): ParentReader {
  const asked = new Set<string>();
  let answered = 0;
  let firstError: AppError | undefined;
  let exhausted: ThrottledError | undefined;

  const fail = (key: string, error: AppError): void => {
    if (error instanceof NotFoundError) answered += 1;
    else firstError ??= error;
    if (error instanceof ThrottledError) exhausted ??= error;
    section.parent(key, statusOf(error), error.message);
  };

  return {
    async read(questions, limit = () => concurrency) {
      const answers = mapInOrder(onlyNew(questions, asked), limit, async (question) => {
        if (exhausted !== undefined) throw exhausted;
        return await question.ask();
      });
      for await (const answer of answers) {
        const { key, toLine, onRead } = answer.item;
        if (!answer.ok) {
          if (!isTroubleOfTheService(answer.error)) throw answer.error;
          if (answered === 0 && answer.error instanceof AccessDeniedError) throw answer.error;
          fail(key, answer.error);
          continue;
        }
        answered += 1;
        for (const row of answer.value) await section.add(toLine(row));
        section.parent(key, "read");
        onRead?.(answer.value);
      }
    },
    finish() {
      if (answered === 0 && firstError !== undefined) throw firstError;
    },
  };
}

async function* onlyNew(
  questions: Iterable<ParentQuestion> | AsyncIterable<ParentQuestion>,
  asked: Set<string>,
): AsyncGenerator<ParentQuestion> {
  for await (const question of questions) {
    const folded = question.key.toLowerCase();
    if (asked.has(folded)) continue;
    asked.add(folded);
    yield question;
  }
}

function statusOf(error: AppError): Exclude<ParentStatus, "read"> {
  if (error instanceof NotFoundError) return "notFound";
  return error instanceof AccessDeniedError ? "denied" : "failed";
}
