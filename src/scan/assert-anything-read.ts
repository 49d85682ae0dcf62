import { AppError, type AppErrorCode } from "../errors.ts";
import type { SectionEntries } from "../evidence/manifest.ts";
import type { SectionRecord } from "./section-recorder.ts";

const LEAST_RIGHTS =
  "give the identity the least rights: the Entra role Global Reader (Exchange: View-Only Organization Management), " +
  "and on Microsoft Graph Application.Read.All, GroupMember.Read.All, AdministrativeUnit.Read.All, Organization.Read.All; scopewright permissions prints all of it";

/**
 * Refuses to complete a folder with nothing in it, or with what nobody could ask.
 *
 * A try that goes on with an earlier one and reads nothing completes the folder only where something was kept and every
 * section that it asked for had an outcome before: then what is missing is told once more, not for the first time by a
 * service that may just be away.
 *
 * @throws AppError that stands for all sections of this try
 */
export function assertAnythingRead(
  records: readonly SectionRecord[],
  earlier: SectionEntries,
): void {
  const asked = records.filter(({ kept }) => !kept);
  if (asked.some(isAnswered)) return;
  const kept = records.some((record) => record.kept && isAnswered(record));
  if (kept && asked.every(({ section }) => earlier[section] !== undefined)) return;
  const refused = asked.find(({ status }) => status === "denied");
  const throttled = asked.find((record) => record.throttled);
  const first = refused ?? throttled ?? asked[0];
  const [code, hint] = whatToDo(refused !== undefined, throttled !== undefined);
  throw new AppError(code, `nothing could be read: ${first?.message ?? "nothing was asked"}`, {
    hint: kept ? `${hint}; what was read before is kept: go on with --resume` : hint,
  });
}

const isAnswered = ({ status }: SectionRecord): boolean => status === "read" || status === "absent";

function whatToDo(refused: boolean, throttled: boolean): readonly [AppErrorCode, string] {
  if (refused) return ["accessDenied", LEAST_RIGHTS];
  return throttled
    ? ["throttled", "the service asked to slow down: try later, with --concurrency 1"]
    : ["serviceUnavailable", "try later"];
}
