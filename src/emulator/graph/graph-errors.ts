import { randomUUID } from "node:crypto";
import type { Answer } from "../answer.ts";
import { ServiceFault } from "../service-fault.ts";

/** An error body of Microsoft Graph. */
export function graphError(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const id = randomUUID();
  return {
    status,
    headers: { "request-id": id, ...headers },
    body: {
      error: {
        code,
        message,
        innerError: {
          date: new Date().toISOString().slice(0, 19),
          "request-id": id,
          "client-request-id": id,
        },
      },
    },
  };
}

/** How Microsoft Graph answers a fault. */
export function renderGraphFault(fault: ServiceFault): Answer {
  switch (fault.kind) {
    case "denied":
      return fault.type === undefined
        ? graphError(
            403,
            "Authorization_RequestDenied",
            "Insufficient privileges to complete the operation.",
          )
        : graphError(403, fault.type, fault.message);
    case "unauthenticated":
      return graphError(401, "InvalidAuthenticationToken", fault.message);
    case "failed":
      return graphError(500, "InternalServerError", fault.message);
    case "notFound":
      return graphError(404, fault.type ?? "Request_ResourceNotFound", fault.message);
    case "badRequest":
    case "badValue":
      return graphError(400, fault.type ?? "Request_BadRequest", fault.message);
  }
}

/** The error of a page link that is expired or broken. */
export const expiredPageToken = (): ServiceFault =>
  new ServiceFault(
    "badRequest",
    "The specified page token value has expired and can no longer be included in your request.",
    "Directory_ExpiredPageToken",
  );

export const unsupportedQuery = (message: string): ServiceFault =>
  new ServiceFault("badRequest", message, "Request_UnsupportedQuery");

export const resourceNotFound = (id: string): ServiceFault =>
  new ServiceFault(
    "notFound",
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
