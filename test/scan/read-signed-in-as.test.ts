import { expect, it } from "vitest";

import { AccessDeniedError } from "../../src/errors.ts";
import { readSignedInAs } from "../../src/scan/read-signed-in-as.ts";
import { MissingServiceError } from "../../src/scan/sign-in/explain-sign-in.ts";

it("readSignedInAs asks nobody for Graph when the tenant has no Exchange", async () => {
  let asked = 0;
  const graph = {
    readToken: async () => {
      asked += 1;
      return "token";
    },
  };
  const without = (error: Error) => ({ readToken: () => Promise.reject(error) });
  const missing = new MissingServiceError("the tenant has no Exchange Online");
  await expect(readSignedInAs({ exchange: without(missing), graph })).rejects.toBe(missing);
  expect(asked).toBe(0);
  await readSignedInAs({ exchange: without(new AccessDeniedError("no")), graph });
  expect(asked).toBe(1);
});
