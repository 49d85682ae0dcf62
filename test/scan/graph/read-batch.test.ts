import { afterEach, describe, expect, it } from "vitest";

import { AccessDeniedError, NotFoundError, ThrottledError } from "../../../src/errors.ts";
import { graphTo } from "../support/graph-to.ts";
import { type Service, startService } from "../support/start-service.ts";
import { testRetry } from "../support/test-retry.ts";

interface Part {
  readonly id: string;
  readonly method: string;
  readonly url: string;
}

let service: Service | undefined;

/** Starts a service whose parts are answered by url and by how often that url was asked for. */
async function serveParts(answer: (url: string, times: number) => object | null): Promise<Service> {
  const times = new Map<string, number>();
  service = await startService(({ body }) => {
    const { requests } = JSON.parse(body) as { requests: Part[] };
    const responses = requests.flatMap(({ id, url }) => {
      times.set(url, (times.get(url) ?? 0) + 1);
      const part = answer(url, times.get(url) ?? 0);
      return part === null ? [] : [{ id, ...part }];
    });
    return { body: { responses: responses.toReversed() } };
  });
  return service;
}

afterEach(async () => {
  await service?.close();
});

const sentIn = ({ seen }: Service): readonly (readonly string[])[] =>
  seen.map(({ body }) => (JSON.parse(body) as { requests: Part[] }).requests.map(({ url }) => url));

describe("readBatch", () => {
  it("sends twenty at a time and answers in the order of the paths", async () => {
    const batches = await serveParts((url) => ({ status: 200, body: { url } }));
    const paths = Array.from({ length: 45 }, (_, index) => `/groups/${index}`);
    const answers = await graphTo(batches.url).batch(paths);
    expect(answers.map((answer) => answer.ok && answer.body["url"])).toEqual(paths);
    expect(sentIn(batches).map(({ length }) => length)).toEqual([20, 20, 5]);
    expect(batches.seen[0]).toMatchObject({ method: "POST", path: "/v1.0/$batch" });
  });

  it("asks for nothing when there is nothing to ask", async () => {
    const batches = await serveParts(() => null);
    expect(await graphTo(batches.url).batch([])).toEqual([]);
    expect(batches.seen).toHaveLength(0);
  });

  it("repeats only the parts that were throttled or left out, after the longest wait", async () => {
    const retry = testRetry();
    const throttled = (seconds: string): object => ({
      status: 429,
      headers: { "Retry-After": seconds },
    });
    const batches = await serveParts((url, times) => {
      if (times === 1 && url === "/a") return throttled("4");
      if (times === 1 && url === "/b") return throttled("9");
      if (times === 1 && url === "/c") return null;
      return { status: 200, body: { url } };
    });
    const answers = await graphTo(batches.url, retry).batch(["/a", "/b", "/c", "/d"]);
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(retry.slept).toEqual([9000]);
    expect(sentIn(batches)).toEqual([
      ["/a", "/b", "/c", "/d"],
      ["/a", "/b", "/c"],
    ]);
  });

  it("keeps the answers it has when a part stays throttled", async () => {
    const batches = await serveParts((url) =>
      url === "/slow" ? { status: 429 } : { status: 200, body: {} },
    );
    const [slow, quick] = await graphTo(batches.url).batch(["/slow", "/quick"]);
    expect(quick).toMatchObject({ ok: true });
    expect(slow?.ok === false && slow.error).toBeInstanceOf(ThrottledError);
    expect(batches.seen).toHaveLength(4);
  });

  it("tells what each part failed with", async () => {
    const batches = await serveParts((url) => ({
      status: url === "/gone" ? 404 : 403,
      body: { error: { code: "x", message: "y" } },
    }));
    const [gone, refused] = await graphTo(batches.url).batch(["/gone", "/refused"]);
    expect(gone?.ok === false && gone.error).toBeInstanceOf(NotFoundError);
    expect(refused?.ok === false && refused.error).toBeInstanceOf(AccessDeniedError);
    expect(batches.seen).toHaveLength(1);
  });

  it("throws when the batch itself is refused", async () => {
    service = await startService(() => ({ status: 403 }));
    await expect(graphTo(service.url).batch(["/a"])).rejects.toBeInstanceOf(AccessDeniedError);
  });
});
