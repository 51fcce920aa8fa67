import { describe, expect, test } from "vitest";
import type { ApiClient, Fetch } from "../src/index.js";
import { binaryBody, operation } from "../src/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { createItem, json, retrieveItem, shop } from "./support/shop.js";

interface Outage {
  readonly client: ApiClient;
  readonly clock: FakeClock;
  requests: number;
  status: number;
}

/** A client of a server that responds to every request with the same status, until it is changed. */
function outage(status: number, maxRetries = 2): Outage {
  const clock = new FakeClock();
  const fetch: Fetch = async () => {
    state.requests++;
    return json({ id: "1" }, state.status);
  };
  const client = shop({ fetch, clock, maxRetries, timeout: Number.POSITIVE_INFINITY });
  const state: Outage = { client, clock, requests: 0, status };
  return state;
}

async function calls({ client, clock }: Outage, count: number): Promise<void> {
  for (let call = 0; call < count; call++) {
    await clock.finish(client.request(retrieveItem, { id: "1" }).catch(() => {}));
  }
}

describe("the retry budget", () => {
  test("allows fifty retries when every call fails, then none", async () => {
    const server = outage(500);
    await calls(server, 200);
    expect(server.requests).toBe(200 + 50);
    const waits = server.clock.waits.length;
    await calls(server, 1);
    expect(server.clock.waits).toHaveLength(waits);
  });

  test("grows by a tenth of a retry with each success", async () => {
    const server = outage(500);
    await calls(server, 100);
    server.status = 200;
    await calls(server, 30);
    server.status = 500;
    server.requests = 0;
    await calls(server, 10);
    expect(server.requests).toBe(10 + 3);
  });

  test("is not used up by waits for the rate limit", async () => {
    const server = outage(429, 1);
    await calls(server, 10);
    expect(server.requests).toBe(10 * 11);
    server.status = 500;
    server.requests = 0;
    await calls(server, 1);
    expect(server.requests).toBe(2);
  });

  test("is separate for each client", async () => {
    const server = outage(500);
    await calls(server, 100);
    const other = outage(500);
    await calls(other, 1);
    expect(other.requests).toBe(3);
  });
});

describe("a stream body", () => {
  const post = operation<{ content: ReadableStream }, unknown>(
    { ...createItem, id: "post", body: "binary", bodyParameter: "content" },
    { body: binaryBody },
  );
  const content = (): ReadableStream => new Blob(["abc"]).stream();

  test("is sent unchanged", async () => {
    let text = "";
    const fetch: Fetch = async (url, init) => {
      text = await new Request(url, init).text();
      return json({});
    };
    await shop({ fetch }).request(post, { content: content() });
    expect(text).toBe("abc");
  });

  test.each([[500], [429]])("is not sent again after status %i", async (status) => {
    const server = outage(status);
    const call = server.client.request(post, { content: content() }, { idempotencyKey: "k" });
    await expect(server.clock.finish(call)).rejects.toMatchObject({ status });
    expect(server.requests).toBe(1);
  });
});
