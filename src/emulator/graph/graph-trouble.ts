import type { Answer } from "../answer.ts";
import { CLOUD_HOSTS } from "../cloud-hosts.ts";
import { htmlPage } from "../faults/html-page.ts";
import { tokenChallenge } from "../faults/token-challenge.ts";
import type { Trouble } from "../faults/trouble.ts";
import { ServiceFault } from "../service-fault.ts";
import type { TenantState } from "../tenant-state.ts";
import { expiredPageToken, graphError, renderGraphFault } from "./graph-errors.ts";

/** How Microsoft Graph answers trouble. */
export function renderGraphTrouble(state: TenantState, trouble: Trouble): Answer {
  switch (trouble.kind) {
    case "html":
      return htmlPage(trouble.status);
    case "tokenRefused": {
      const at = { login: CLOUD_HOSTS[state.cloud].login, at: state.collectedAt };
      return graphError(401, "InvalidAuthenticationToken", REFUSALS[trouble.challenge], {
        "www-authenticate": tokenChallenge(trouble.challenge, at),
      });
    }
    case "throttled":
      return graphError(429, "TooManyRequests", "Too many requests.", {
        "retry-after": String(trouble.retryAfterSeconds),
      });
    case "transient":
      return graphError(503, "ServiceUnavailable", "The service is temporarily unavailable.");
    case "denied":
      return renderGraphFault(new ServiceFault("denied", ""));
    case "pageFailed":
      return renderGraphFault(new ServiceFault("failed", "The service failed."));
    case "cursorExpired":
      return renderGraphFault(expiredPageToken());
  }
}

const REFUSALS = {
  claims:
    "Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp",
  expired: "Lifetime validation failed, the token is expired.",
} as const;
