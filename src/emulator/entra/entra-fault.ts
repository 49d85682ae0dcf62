import { randomUUID } from "node:crypto";
import type { Answer } from "../answer.ts";

/** What the sign-in service answers instead of a token. */
export class EntraFault extends Error {
  override readonly name = "EntraFault";
  /** Number after `AADSTS`. */
  readonly code: number;
  /** Word of the protocol. */
  readonly error: string;

  constructor(code: number, error: string, message: string) {
    super(message);
    this.code = code;
    this.error = error;
  }
}

/**
 * The words of the service for faults that are not made on the spot.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
const WORDS: Readonly<Record<number, readonly [string, string]>> = {
  53003: [
    "invalid_grant",
    "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.",
  ],
  53000: ["invalid_grant", "Device is not in required device state: compliant."],
  50076: [
    "interaction_required",
    "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.",
  ],
  50079: [
    "interaction_required",
    "Due to a configuration change made by your administrator, you must enroll in multi-factor authentication to access the resource.",
  ],
  50020: [
    "invalid_grant",
    "User account from identity provider does not exist in tenant and cannot access the application in that tenant.",
  ],
  650052: [
    "invalid_client",
    "The app is trying to access a service that your organization lacks a service principal for. Contact your IT Admin to review the configuration of your service subscriptions.",
  ],
};

export function faultOf(code: number): EntraFault {
  const [error, message] = WORDS[code] ?? ["invalid_request", "The request was refused."];
  return new EntraFault(code, error, message);
}

/** How the sign-in service answers a fault; its text carries ids and the time, as the real one's does. */
export function renderEntraFault({ code, error, message }: EntraFault, nowMs: number): Answer {
  const timestamp = new Date(nowMs).toISOString().slice(0, 19).replace("T", " ") + "Z";
  const traceId = randomUUID();
  const correlationId = randomUUID();
  return {
    status: error === "invalid_client" ? 401 : 400,
    body: {
      error,
      error_description: `AADSTS${code}: ${message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
      error_codes: [code],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
      error_uri: `https://login.microsoftonline.com/error?code=${code}`,
    },
  };
}
