import type { Answer } from "../answer.ts";
import { CLOUD_HOSTS } from "../cloud-hosts.ts";
import { htmlPage } from "../faults/html-page.ts";
import { tokenChallenge } from "../faults/token-challenge.ts";
import type { Trouble } from "../faults/trouble.ts";
import { ServiceFault } from "../service-fault.ts";
import type { TenantState } from "../tenant-state.ts";
import {
  expiredCursor,
  renderDenied,
  renderExchangeFault,
  renderThrottled,
  renderTransient,
} from "./exchange-errors.ts";

/** How the Exchange admin REST answers trouble. */
export function renderExchangeTrouble(state: TenantState, trouble: Trouble): Answer {
  switch (trouble.kind) {
    case "html":
      return htmlPage(trouble.status);
    case "tokenRefused": {
      const at = { login: CLOUD_HOSTS[state.cloud].login, at: state.collectedAt };
      return {
        status: 401,
        headers: { "www-authenticate": tokenChallenge(trouble.challenge, at) },
      };
    }
    case "throttled":
      return renderThrottled(trouble.retryAfterSeconds);
    case "transient":
      return renderTransient();
    case "denied":
      return renderDenied("The caller's roles do not hold it.");
    case "pageFailed":
      return renderExchangeFault(new ServiceFault("failed", "The service failed."));
    case "cursorExpired":
      return renderExchangeFault(expiredCursor());
  }
}
