import type { Answer, ServiceRequest } from "../answer.ts";
import type { EntraDirectory } from "./entra-directory.ts";
import { EntraFault, renderEntraFault } from "./entra-fault.ts";
import { createGrants, type Grants } from "./grants.ts";
import { createAccessToken } from "./tokens.ts";

/** Answers the sign-in service; undefined when the path is not one of its. */
export type Entra = (request: ServiceRequest) => Answer | undefined;

const PATH = /^\/([^/]+)\/oauth2\/v2\.0\/(token|devicecode|authorize)$/;
const MACHINE_PATH = "/msi/token";

/** Creates an emulated sign-in service: tokens, device codes, the page of a browser sign-in, and a machine's identity. */
export function createEntra(directory: EntraDirectory): Entra {
  const grants = createGrants(directory);
  return (request) => {
    const path = decodeURIComponent(request.url.pathname);
    try {
      if (path === MACHINE_PATH) return answerMachine(directory, request);
      const [, tenant, endpoint] = PATH.exec(path) ?? [];
      if (tenant === undefined) return undefined;
      assertTenant(directory, tenant);
      return answerEndpoint(grants, request, endpoint ?? "");
    } catch (fault) {
      if (fault instanceof EntraFault) return renderEntraFault(fault, directory.now());
      throw fault;
    }
  };
}

function answerEndpoint(grants: Grants, request: ServiceRequest, endpoint: string): Answer {
  if (endpoint === "authorize") return authorize(grants, request);
  const form = new URLSearchParams(request.body);
  if (endpoint === "devicecode") return { status: 200, body: grants.startDevice(form) };
  const audience = `https://${request.headers["host"] ?? ""}${request.url.pathname}`;
  return { status: 200, body: grants.token({ form, audience }) };
}

/** The page signs in at once whoever opens it, and sends the browser back to the program. */
function authorize(grants: Grants, { url }: ServiceRequest): Answer {
  const query = url.searchParams;
  const code = grants.authorize(query);
  const back = new URL(query.get("redirect_uri") ?? "");
  back.searchParams.set("code", code);
  back.searchParams.set("state", query.get("state") ?? "");
  return { status: 302, headers: { location: back.href } };
}

/**
 * The token service of a machine that runs in Azure App Service.
 *
 * @see https://learn.microsoft.com/azure/app-service/overview-managed-identity "REST endpoint reference"
 */
function answerMachine(directory: EntraDirectory, { url, headers }: ServiceRequest): Answer {
  const { managedIdentity: identity, tenantId, now } = directory;
  if (identity === undefined || headers["x-identity-header"] !== identity.header) {
    return { status: 401, body: { statusCode: 401, message: "the identity header is wrong" } };
  }
  const asked = url.searchParams.get("client_id");
  const resource = url.searchParams.get("resource") ?? "";
  if ((asked !== null && asked !== identity.appId) || !URL.canParse(resource)) {
    return {
      status: 400,
      body: { statusCode: 400, message: "No User Assigned or Delegated Managed Identity found" },
    };
  }
  const subject = { tenantId, appId: identity.appId, userPrincipalName: null };
  return {
    status: 200,
    body: {
      access_token: createAccessToken(subject, new URL(resource).host, now()),
      expires_on: String(Math.floor(now() / 1_000) + 3_599),
      resource,
      token_type: "Bearer",
      client_id: identity.appId,
    },
  };
}

function assertTenant({ tenantId }: EntraDirectory, asked: string): void {
  if (asked.toLowerCase() === tenantId.toLowerCase()) return;
  const message = `Tenant '${asked}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`;
  throw new EntraFault(90002, "invalid_request", message);
}
