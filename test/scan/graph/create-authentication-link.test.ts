import { afterEach, describe, expect, it } from "vitest";

import { AccessDeniedError } from "../../../src/errors.ts";
import type { TokenRefusal, TokenSource } from "../../../src/scan/token-source.ts";
import { graphTo, listItems } from "../support/graph-to.ts";
import {
  type Reply,
  type SeenRequest,
  type Service,
  startService,
} from "../support/start-service.ts";
import { testRetry } from "../support/test-retry.ts";

let service: Service | undefined;

afterEach(async () => {
  await service?.close();
});

const CLAIMS = '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}';
const encoded = Buffer.from(CLAIMS).toString("base64");
const challenge = {
  "WWW-Authenticate": `Bearer realm="", error="insufficient_claims", claims="${encoded}"`,
};
const refused = { error: { code: "InvalidAuthenticationToken", message: "no" } };

/** Tokens in order: each refusal is answered with the next, as long as there is one. */
function tokensOf(
  ...words: readonly string[]
): TokenSource & { readonly refusals: TokenRefusal[] } {
  const refusals: TokenRefusal[] = [];
  return {
    refusals,
    async readToken(refusal) {
      if (refusal !== undefined) refusals.push(refusal);
      return words[Math.min(refusals.length, words.length - 1)] ?? "";
    },
  };
}

async function serve(answer: (request: SeenRequest) => Reply): Promise<Service> {
  service = await startService(answer);
  return service;
}

const tokensSeen = ({ seen }: Service): readonly unknown[] =>
  seen.map(({ headers }) => headers.authorization);

describe("createAuthenticationLink", () => {
  it("answers a challenge once, with a token that fulfils its claims", async () => {
    const { url, seen } = await serve(({ headers }) =>
      headers.authorization === "Bearer new"
        ? { body: { value: [{ id: "a" }] } }
        : { status: 401, headers: challenge, body: refused },
    );
    const tokens = tokensOf("old", "new");
    expect(await listItems(graphTo(url, testRetry(), tokens).items("/users"))).toEqual([
      { id: "a" },
    ]);
    expect(tokens.refusals).toEqual([{ token: "old", claims: CLAIMS }]);
    expect(seen).toHaveLength(2);
  });

  it("takes the second refusal for one, and says what to do", async () => {
    const running = await serve(() => ({ status: 401, headers: challenge, body: refused }));
    const read = listItems(graphTo(running.url, testRetry(), tokensOf("1", "2", "3")).items("/x"));
    await expect(read).rejects.toBeInstanceOf(AccessDeniedError);
    await expect(read).rejects.toThrow(/\(status 401\): the token is refused, .* sign in again/);
    expect(tokensSeen(running)).toEqual(["Bearer 1", "Bearer 2"]);
  });

  it("tries an expired token once more when there is another one, and not without", async () => {
    const expired: Reply = { status: 401, body: refused };
    const running = await serve(({ headers }) =>
      headers.authorization === "Bearer new" ? { body: { value: [] } } : expired,
    );
    const renewed = tokensOf("old", "new");
    expect(await listItems(graphTo(running.url, testRetry(), renewed).items("/x"))).toEqual([]);
    expect(renewed.refusals).toEqual([{ token: "old", claims: undefined }]);
    const read = listItems(graphTo(running.url, testRetry(), tokensOf("old")).items("/x"));
    await expect(read).rejects.toBeInstanceOf(AccessDeniedError);
    expect(tokensSeen(running)).toEqual(["Bearer old", "Bearer new", "Bearer old"]);
  });

  it.each([
    ["no base64 of an object", Buffer.from('"text"').toString("base64")],
    ["no JSON", Buffer.from("{").toString("base64")],
  ])("asks for no claims that are %s", async (_, claims) => {
    const headers = { "WWW-Authenticate": `Bearer claims="${claims}"` };
    const { url } = await serve(() => ({ status: 401, headers, body: refused }));
    const tokens = tokensOf("old");
    const read = listItems(graphTo(url, testRetry(), tokens).items("/x"));
    await expect(read).rejects.toThrow(/status 401/);
    expect(tokens.refusals).toEqual([{ token: "old", claims: undefined }]);
  });

  it("answers the challenge of a batch, and of a part of one", async () => {
    let turn = 0;
    const { url, seen } = await serve(({ headers }) => {
      turn += 1;
      if (turn === 1) return { status: 401, headers: challenge, body: refused };
      const part =
        headers.authorization === "Bearer 3"
          ? { id: "1", status: 200, body: { id: "b" } }
          : { id: "1", status: 401, headers: challenge, body: refused };
      return { body: { responses: [{ id: "0", status: 200, body: { id: "a" } }, part] } };
    });
    // The first batch is refused whole, the second in part: a refusal of the token of the second is one.
    const [first, second] = await graphTo(url, testRetry(), tokensOf("1", "2")).batch(["/a", "/b"]);
    expect(first).toMatchObject({ ok: true });
    expect(second?.ok === false && second.error).toBeInstanceOf(AccessDeniedError);
    expect(seen).toHaveLength(2);

    const tokens = tokensOf("2", "3");
    const answers = await graphTo(url, testRetry(), tokens).batch(["/a", "/b"]);
    expect(answers).toMatchObject([{ body: { id: "a" } }, { body: { id: "b" } }]);
    expect(tokens.refusals).toEqual([{ token: "2", claims: CLAIMS }]);
  });
});
