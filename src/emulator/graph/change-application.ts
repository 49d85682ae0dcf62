import { parseBody } from "../answer.ts";
import { isRecord, textOf } from "../row-values.ts";
import { ServiceFault } from "../service-fault.ts";
import { findApplication } from "./application-routes.ts";
import type { Done, GraphCall } from "./graph-call.ts";

/**
 * Changes what an application declares that it needs; nothing else of it can be changed here. It changes no access.
 *
 * @see https://learn.microsoft.com/graph/api/application-update 204
 */
export function updateApplication(call: GraphCall): Done {
  const application = findApplication(call);
  const body = parseBody(call.request);
  const names = isRecord(body) ? Object.keys(body) : [];
  const declared = isRecord(body) ? body["requiredResourceAccess"] : undefined;
  if (names.length !== 1 || !isDeclaration(declared)) {
    throw new ServiceFault(
      "badRequest",
      "Expected requiredResourceAccess alone: a list of resources with their resourceAccess.",
      "Request_BadRequest",
    );
  }
  const value = textOf(application, "id") ?? "";
  call.service.history.make({
    what: `requiredResourceAccess of ${value}`,
    settles: "none",
    edits: [
      {
        kind: "mergeRows",
        section: "graph/applications",
        match: { property: "id", value },
        with: { requiredResourceAccess: declared },
      },
    ],
  });
  return { kind: "done", status: 204 };
}

const isDeclaration = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) &&
  value.every(
    (one: unknown) =>
      isRecord(one) &&
      typeof one["resourceAppId"] === "string" &&
      Array.isArray(one["resourceAccess"]),
  );
