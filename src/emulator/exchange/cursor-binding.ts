import { isGuid } from "../../model/ids.ts";
import type { ServiceRequest } from "../answer.ts";
import type { TenantState } from "../tenant-state.ts";
import type { CursorBinding } from "./page-cursors.ts";

/** What a page link of this request is tied to. A vanity domain finds page 1 and loses the rest. */
export const bindingOf = (
  state: TenantState,
  request: ServiceRequest,
  tenant: string,
): CursorBinding => ({
  anchor: request.headers["x-anchormailbox"]?.trim() || undefined,
  tenant,
  tenantIsRoutable:
    isGuid(tenant) || tenant.toLowerCase() === state.tenant.initialDomain.toLowerCase(),
  body: request.body,
});
