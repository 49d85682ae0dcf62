import type { Answer, ServiceRequest } from "../answer.ts";
import type { EmulatedService } from "../emulated-service.ts";
export async function routeGraph(
  _s: EmulatedService,
  _r: ServiceRequest,
): Promise<Answer | undefined> {
  return undefined;
}
