import type { Answer, ServiceRequest } from "./answer.ts";
import type { EmulatedService } from "./emulated-service.ts";
import { answerUnderFaults } from "./faults/answer-under-faults.ts";
import { htmlPage } from "./faults/html-page.ts";
import { toLogicalRequest } from "./faults/logical-request.ts";
import { answerOpenidConfiguration } from "./openid-configuration.ts";

/** Answers the lookup of a tenant, which no service but a proxy can spoil; undefined for another path. */
export async function routeSignIn(
  service: EmulatedService,
  request: ServiceRequest,
): Promise<Answer | undefined> {
  const answer = answerOpenidConfiguration(service.state, request);
  if (answer === undefined) return undefined;
  const name = decodeURIComponent(request.url.pathname);
  const met = service.meet(toLogicalRequest(request, { service: "signIn", name, page: 1 }));
  return await answerUnderFaults(
    met,
    (trouble) => htmlPage(trouble.kind === "html" ? trouble.status : 502),
    () => answer,
  );
}
