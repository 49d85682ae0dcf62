import type { Answer, ServiceRequest } from "../answer.ts";
import type { EmulatedService } from "../emulated-service.ts";
import { answerUnderFaults } from "../faults/answer-under-faults.ts";
import { toLogicalRequest } from "../faults/logical-request.ts";
import { ServiceFault } from "../service-fault.ts";
import { answerGraphBatch } from "./graph-batch.ts";
import type { GraphCall } from "./graph-call.ts";
import { graphError, renderGraphFault } from "./graph-errors.ts";
import type { GraphRoute } from "./graph-routes.ts";
import { BETA_ROUTES, GRAPH_ROUTES } from "./graph-routes.ts";
import { renderGraphTrouble } from "./graph-trouble.ts";
import { pageOf } from "./page-token.ts";
import { renderResult } from "./render-result.ts";

const PATH = /^\/(v1\.0|beta)\/(.+)$/;
/** `name(key)`, where a key is an id in quotes or an alternate key. */
const KEYED = /^([^(]+)\((?:'([^']*)'|(\w+='[^']*'))\)$/;
const COLLECTIONS = [
  "organization",
  "serviceprincipals",
  "applications",
  "groups",
  "users",
  "administrativeunits",
  "tokenlifetimepolicies",
];

/**
 * Answers Microsoft Graph; undefined when the path is not one of its.
 *
 * @param inBatch the request is a part of a batch
 */
export async function routeGraph(
  service: EmulatedService,
  request: ServiceRequest,
  inBatch = false,
): Promise<Answer | undefined> {
  const [, version, path] = PATH.exec(request.url.pathname) ?? [];
  if (path === undefined || (version !== "v1.0" && version !== "beta")) return undefined;
  const answer = hasToken(request)
    ? await answerUnderFaults(
        service.meet(
          toLogicalRequest(request, {
            service: "graph",
            name: `/${decodeURIComponent(path)}`,
            page: pageOf(request.url.searchParams.get("$skiptoken")),
          }),
        ),
        (trouble) => renderGraphTrouble(service.state, trouble),
        () => answerPath(service, request, version, path),
      )
    : withoutToken();
  service.log.add({
    method: request.method,
    path: request.url.pathname + request.url.search,
    cmdlet: undefined,
    status: answer.status,
    inBatch,
  });
  return answer;
}

async function answerPath(
  service: EmulatedService,
  request: ServiceRequest,
  version: "v1.0" | "beta",
  path: string,
): Promise<Answer> {
  if (path === "$batch") {
    return answerGraphBatch(
      request,
      version,
      async (part) => (await routeGraph(service, part, true)) ?? { status: 404 },
    );
  }
  const { route, key, otherKey } = findRoute(request.method, version, path);
  if (route === undefined) {
    return graphError(404, "ResourceNotFound", `Resource not found for the segment '${path}'.`);
  }
  const query = request.url.searchParams;
  try {
    const call: GraphCall = {
      service,
      state: service.state,
      request,
      version,
      key,
      otherKey,
      query,
    };
    return renderResult(call, route(call));
  } catch (error) {
    if (error instanceof ServiceFault) return renderGraphFault(error);
    throw error;
  }
}

const hasToken = (request: ServiceRequest): boolean =>
  /^bearer \S+/i.test(request.headers["authorization"] ?? "");

const withoutToken = (): Answer =>
  graphError(401, "InvalidAuthenticationToken", "Access token is empty.", {
    "www-authenticate":
      'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"',
  });

function findRoute(
  method: string,
  version: string,
  path: string,
): { readonly route: GraphRoute | undefined; readonly key: string; readonly otherKey: string } {
  const segments = path.split("/").flatMap((part) => {
    const segment = decodeURIComponent(part);
    const [, name, id, alternate] = KEYED.exec(segment) ?? [];
    return name === undefined ? [segment] : [name, id ?? alternate ?? ""];
  });
  const at = segments.findIndex((segment) => COLLECTIONS.includes(segment.toLowerCase())) + 1;
  const key = at === 0 ? "" : (segments[at] ?? "");
  const otherAt = at > 0 && method === "DELETE" ? at + 2 : -1;
  const pattern = segments.map((segment, index) => {
    if (at > 0 && index === at) return "{id}";
    return index === otherAt ? "{other}" : segment.toLowerCase();
  });
  const name = `${method} /${pattern.join("/")}`;
  return {
    route: GRAPH_ROUTES.get(name) ?? (version === "beta" ? BETA_ROUTES.get(name) : undefined),
    key,
    otherKey: segments[otherAt] ?? "",
  };
}
