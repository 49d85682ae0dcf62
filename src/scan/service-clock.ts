import type { Send } from "./trusted-send.ts";

export interface ServiceClock {
  /** The same sender, whose answers tell the time. */
  watch(send: Send): Send;
  /** When the first answer was given, by the service's clock; by our own where no answer said so. ISO 8601 UTC. */
  startedAt(): string;
}

/**
 * Reads the time of a scan off the service.
 *
 * Grants, assignments and groups carry dates by the service's clock, and settle windows are counted from them: a
 * laptop whose clock is off would count wrongly.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-date
 */
export function createServiceClock(now: () => Date): ServiceClock {
  const ownStart = now().toISOString();
  let first: string | undefined;
  return {
    watch: (send) => async (url, init) => {
      const response = await send(url, init);
      first ??= readDate(response.headers.get("date"));
      return response;
    },
    startedAt: () => first ?? ownStart,
  };
}

function readDate(header: string | null): string | undefined {
  const time = header === null ? Number.NaN : Date.parse(header);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
