import { isGuid } from "../../model/ids.ts";
import type { Answer, ServiceRequest } from "../answer.ts";
import { CLOUD_HOSTS } from "../cloud-hosts.ts";
import type { EmulatedService } from "../emulated-service.ts";
import { answerUnderFaults } from "../faults/answer-under-faults.ts";
import { toLogicalRequest } from "../faults/logical-request.ts";
import type { TenantState } from "../tenant-state.ts";
import { availableCmdlets } from "./available-cmdlets.ts";
import { answerExchangeBatch } from "./exchange-batch.ts";
import { EXCHANGE_HEADERS } from "./exchange-errors.ts";
import { renderExchangeTrouble } from "./exchange-trouble.ts";
import { cmdletNameOf, invokeCommand } from "./invoke-command.ts";
import { pageOf } from "./page-token.ts";

const PATH = /^\/adminapi\/([^/]+)\/([^/]+)\/([^/]+)$/;

/**
 * Answers the Exchange admin REST; undefined when the path is not one of its.
 *
 * @param inBatch the request is a part of a batch
 */
export async function routeExchange(
  service: EmulatedService,
  request: ServiceRequest,
  inBatch = false,
): Promise<Answer | undefined> {
  const [, version, tenant, resource] = PATH.exec(decodeURIComponent(request.url.pathname)) ?? [];
  if (version === undefined || tenant === undefined || resource === undefined) return undefined;
  const answer = await answerResource(service, request, { version, tenant, resource });
  service.log.add({
    method: request.method,
    path: request.url.pathname + request.url.search,
    cmdlet: resource === "InvokeCommand" ? cmdletNameOf(request) : undefined,
    status: answer.status,
    inBatch,
  });
  return answer;
}

interface ExchangePath {
  readonly version: string;
  readonly tenant: string;
  readonly resource: string;
}

async function answerResource(
  service: EmulatedService,
  request: ServiceRequest,
  path: ExchangePath,
): Promise<Answer> {
  if (!hasToken(request)) return unauthorized(service.state);
  if (!isTenant(service.state, path.tenant)) return { status: 401 };
  const described = toLogicalRequest(request, {
    service: "exchange",
    name: cmdletNameOf(request) ?? path.resource,
    page: pageOf(request.url.searchParams.get("$skiptoken")),
  });
  return await answerUnderFaults(
    service.meet(described),
    (trouble) => renderExchangeTrouble(service.state, trouble),
    () => serve(service, request, path),
  );
}

async function serve(
  service: EmulatedService,
  request: ServiceRequest,
  { version, tenant, resource }: ExchangePath,
): Promise<Answer> {
  if (resource === "EXOModuleFile") return moduleFile(service.state);
  if (resource.startsWith("EXOBanner("))
    return { status: 200, headers: EXCHANGE_HEADERS, body: {} };
  if (version !== "beta") return { status: 405 };
  if (resource === "InvokeCommand") return await invokeCommand(service, request, tenant);
  if (resource === "$batch") {
    return answerExchangeBatch(
      request,
      async (part) => (await routeExchange(service, part, true)) ?? { status: 404 },
    );
  }
  return { status: 404 };
}

const hasToken = (request: ServiceRequest): boolean =>
  /^bearer \S+/i.test(request.headers["authorization"] ?? "");

const unauthorized = (state: TenantState): Answer => ({
  status: 401,
  headers: {
    "www-authenticate": `Bearer client_id="00000002-0000-0ff1-ce00-000000000000", authorization_uri="https://${CLOUD_HOSTS[state.cloud].login}/common/oauth2/authorize"`,
  },
});

const isTenant = (state: TenantState, tenant: string): boolean =>
  isGuid(tenant)
    ? tenant.toLowerCase() === state.tenant.id.toLowerCase()
    : state.domains.has(tenant.toLowerCase());

/** What the module asks first: which cmdlets this caller may run. */
const moduleFile = (state: TenantState): Answer => ({
  status: 200,
  headers: EXCHANGE_HEADERS,
  body: {
    "@odata.context": `https://outlook.office.com/adminapi/v1.0/${state.tenant.id}/$metadata#EXOModuleFile`,
    value: [{ exportedCmdlets: availableCmdlets(state).join(",") }],
  },
});
