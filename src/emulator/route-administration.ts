import type { Answer, ServiceRequest } from "./answer.ts";
import { parseBody } from "./answer.ts";
import type { EmulatedService } from "./emulated-service.ts";
import { isRecord } from "./row-values.ts";

const MAX_ADVANCE_MINUTES = 366 * 24 * 60;

/**
 * Answers the routes of the emulator itself, which no service has; undefined for another path. They need no token, meet
 * no fault, and stand in no log.
 *
 * - `GET /emulator/clock`: `{"now": "<ISO 8601 UTC>"}`
 * - `POST /emulator/clock` with `{"advanceMinutes": n}`: moves the time; the same answer. 400 for anything but a number
 *   from 0 to the minutes of a year.
 * - `GET /emulator/changes`: `{"value": [{"what", "madeAt", "visibleAt"}]}`, in the order in which they were made
 * - `GET /emulator/requests`: `{"value": [{"method", "path", "cmdlet", "status", "inBatch"}]}`, the last requests, oldest first
 */
export function routeAdministration(
  service: EmulatedService,
  request: ServiceRequest,
): Answer | undefined {
  switch (`${request.method} ${request.url.pathname}`) {
    case "GET /emulator/clock":
      return timeOf(service);
    case "POST /emulator/clock":
      return advance(service, request);
    case "GET /emulator/changes":
      return { status: 200, body: { value: changesOf(service) } };
    case "GET /emulator/requests":
      return { status: 200, body: { value: service.log.entries() } };
    default:
      return undefined;
  }
}

const timeOf = ({ clock }: EmulatedService): Answer => ({
  status: 200,
  body: { now: clock.now() },
});

function advance(service: EmulatedService, request: ServiceRequest): Answer {
  const body = parseBody(request);
  const minutes = isRecord(body) ? body["advanceMinutes"] : undefined;
  if (typeof minutes !== "number" || !(minutes >= 0 && minutes <= MAX_ADVANCE_MINUTES)) {
    const message = `advanceMinutes: expected a number from 0 to ${MAX_ADVANCE_MINUTES}`;
    return { status: 400, body: { error: { code: "BadRequest", message } } };
  }
  service.clock.advance(minutes);
  return timeOf(service);
}

const changesOf = ({ history }: EmulatedService): readonly Readonly<Record<string, string>>[] =>
  history.changes().map(({ what, madeAtMs, visibleAtMs }) => ({
    what,
    madeAt: new Date(madeAtMs).toISOString(),
    visibleAt: new Date(visibleAtMs).toISOString(),
  }));
