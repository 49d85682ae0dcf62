import type { FilterableRecipient } from "./filterable-recipient.ts";
import { matchAnyValue } from "./value-matcher.ts";
import type { ValueMatcher } from "./value-matcher.ts";
import { negate } from "./verdict.ts";
import type { Outcome } from "./verdict.ts";

/**
 * Prepares a comparison of PrimarySmtpAddress, which "also searches" every proxy address.
 *
 * A match on any address makes `-eq` and `-like` true. What `-ne` and `-notlike` then mean is not
 * documented: they are decided only where "no address matches" and "the primary address does not
 * match" agree.
 *
 * @see https://learn.microsoft.com/powershell/exchange/recipientfilter-properties
 *   "PrimarySmtpAddress" (docs as of 2026-06-19)
 */
export function compilePrimaryAddress(
  test: ValueMatcher,
  negative: boolean,
): (recipient: FilterableRecipient) => Outcome {
  return (recipient) => {
    const primary = matchProperty(recipient, "PrimarySmtpAddress", test);
    const proxies = matchProperty(recipient, "EmailAddresses", test);
    const any = searchAll(primary, proxies);
    return negative ? decideNegative(primary, any) : any;
  };
}

function matchProperty(recipient: FilterableRecipient, name: string, test: ValueMatcher): Outcome {
  const read = recipient.property(name);
  return read.status === "read" ? matchAnyValue(read.value, test) : "propertyNotRead";
}

/** The primary address is one of the proxies: only where it cannot be told does it say more. */
function searchAll(primary: Outcome, proxies: Outcome): Outcome {
  const settled = primary === "false" || primary === "propertyNotRead" || proxies === "true";
  return settled ? proxies : primary;
}

function decideNegative(primary: Outcome, any: Outcome): Outcome {
  if (any === "true") return primary === "true" ? "false" : "primaryAddressReadings";
  return negate(any);
}
