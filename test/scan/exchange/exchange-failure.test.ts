import { describe, expect, it } from "vitest";

import { isTransient, readExchangeFailure } from "../../../src/scan/exchange/exchange-failure.ts";

const read = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  readExchangeFailure(
    status,
    new Headers(headers),
    typeof body === "string" ? body : JSON.stringify(body),
  );

const NOT_FOUND = "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException";
const useless = { message: "Exception of type 'X' was thrown.", type: "A.B.ProxyException" };

describe("readExchangeFailure", () => {
  it.each<[string, unknown, { type: string; text: string }]>([
    [
      "the detail before the internal exception",
      {
        error: {
          message: "Error executing cmdlet",
          details: [{ message: `Ex6F9304|${NOT_FOUND}|object 'x' couldn't be found.` }],
          innererror: { internalexception: useless },
        },
      },
      { type: "ManagementObjectNotFoundException", text: "object 'x' couldn't be found" },
    ],
    [
      "a detail without an id, whose text holds a bar",
      { error: { details: [{ message: "|A.QuotaException|one | two" }] } },
      { type: "QuotaException", text: "one | two" },
    ],
    [
      "a detail that is json",
      {
        error: {
          details: [
            { message: '|A.B|{"localizedString":"said so","ClassName":"C.D","Message":"m"}' },
          ],
        },
      },
      { type: "B", text: "said so" },
    ],
    [
      "a detail of one part",
      {
        error: { details: [{ message: "just words" }], innererror: { internalexception: useless } },
      },
      { type: "ProxyException", text: "just words" },
    ],
    [
      "the internal exception without details",
      {
        error: {
          message: "Invalid Operation",
          innererror: {
            internalexception: { message: "Expired\r\n  request", type: "System.Exception" },
          },
        },
      },
      { type: "Exception", text: "Expired request" },
    ],
    ["the generic message last", { error: { message: "Invalid." } }, { type: "", text: "Invalid" }],
    ["error records", { ErrorRecords: [{ Message: "a record" }] }, { type: "", text: "a record" }],
    ["a bare message", { Message: "bare" }, { type: "", text: "bare" }],
    ["plain text", "Service is busy", { type: "", text: "Service is busy" }],
    ["html", "<html><title>x</title>", { type: "", text: "an html page instead of an answer" }],
    ["nothing", "", { type: "", text: "the answer has no text" }],
    ["NUL bytes", "\0\0\0", { type: "", text: "the answer has no text" }],
  ])("reads %s", (_, body, expected) => {
    expect(read(400, body)).toEqual({ status: 400, ...expected });
  });

  it("reads the headers when the body says nothing", () => {
    const headers = { "x-exceptiontype": "CmdletAccessDeniedException" };
    expect(read(403, "\0", headers)).toMatchObject({ type: "CmdletAccessDeniedException" });
    const diagnostics = { "x-ms-diagnostics": '2000003;reason="no role";category="x"' };
    expect(read(403, "\0", { ...headers, ...diagnostics })).toMatchObject({ text: "no role" });
  });

  it("keeps a long text short", () => {
    expect(read(500, "x".repeat(5000)).text.length).toBeLessThan(700);
  });
});

describe("isTransient", () => {
  it.each([408, 429, 500, 502, 503, 504])("is so for status %i", (status) => {
    expect(isTransient(read(status, ""))).toBe(true);
  });

  it.each(["DCOverloadedException", "ServerBusyException", "BackendCommunicationException"])(
    "is so for %s in a 400",
    (name) => {
      expect(isTransient(read(400, { error: { details: [{ message: `|A.${name}|x` }] } }))).toBe(
        true,
      );
      expect(isTransient(read(400, `the server said ${name}`))).toBe(true);
    },
  );

  it("is not so for a refusal, a wrong parameter or a missing object, whatever its status", () => {
    expect(isTransient(read(403, ""))).toBe(false);
    expect(isTransient(read(401, ""))).toBe(false);
    expect(isTransient(read(400, { error: { message: "bad parameter" } }))).toBe(false);
    const missing = { error: { details: [{ message: `|${NOT_FOUND}|gone` }] } };
    expect(isTransient(read(500, missing))).toBe(false);
  });
});
