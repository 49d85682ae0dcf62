import type { ExpireToken } from "./faults.ts";
import type { LogicalRequest } from "./logical-request.ts";

type Challenge = NonNullable<ExpireToken["challenge"]>;

/**
 * Says for each request, as they arrive, how its token is refused; undefined while it is good.
 *
 * A token that ended stays so.
 */
export function createTokenExpiry(
  rules: readonly ExpireToken[],
): (request: LogicalRequest) => Challenge | undefined {
  const clocks = rules.map(createClock);
  return (request) => {
    const refusals = clocks.map((clock) => clock(request));
    return refusals.find((refusal) => refusal !== undefined);
  };
}

function createClock(rule: ExpireToken): (request: LogicalRequest) => Challenge | undefined {
  const { service, after, tokens = 1, challenge = "claims" } = rule;
  const uses = new Map<string, Map<string, number>>();
  return (request) => {
    if (request.service === "signIn" || (service ?? request.service) !== request.service) {
      return undefined;
    }
    const ofService = uses.get(request.service) ?? new Map<string, number>();
    uses.set(request.service, ofService);
    const before = ofService.get(request.token);
    if (before === undefined && ofService.size >= tokens) return undefined;
    const now = (before ?? 0) + 1;
    ofService.set(request.token, now);
    return now > after ? challenge : undefined;
  };
}
