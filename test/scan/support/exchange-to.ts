import { createExchangeReader } from "../../../src/scan/exchange/create-exchange-reader.ts";
import type { ExchangeReader } from "../../../src/scan/exchange/exchange-reader.ts";
import type { RetryPolicy } from "../../../src/scan/retry.ts";
import { createTrustedSend } from "../../../src/scan/trusted-send.ts";
import { testRetry } from "./test-retry.ts";

export const TENANT = "3f9f6c1e-2b7a-4c9d-8e15-0a6b7c8d9e0f";
export const ANCHOR = `APP:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@${TENANT}`;

/** The real Exchange client, talking to a service on this machine in the name of outlook.office365.com. */
export function exchangeTo(
  url: string,
  retry: RetryPolicy = testRetry(),
  tenantId = TENANT,
): ExchangeReader {
  return createExchangeReader({
    send: createTrustedSend({ hosts: ["outlook.office365.com"], emulatorUrl: url }),
    tokens: {
      readToken: async (refusal) =>
        refusal?.claims === undefined ? "secret-token" : "fresh-token",
    },
    tenantId,
    base: "https://outlook.office365.com",
    anchor: ANCHOR,
    retry,
    concurrency: 3,
  });
}
