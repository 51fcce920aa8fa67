// With a real server that closes reused connections, as servers do with idle ones.
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { type ApiClient, type ClientOptions, operation } from "../src/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { createItem, json, retrieveItem, scriptedFetch, shop } from "./support/shop.js";

const ANSWER = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{"id":"1"}';

interface Server extends AsyncDisposable {
  readonly url: string;
  /** The methods of the requests that arrived. */
  readonly requests: string[];
  /** How many of them arrived on a connection that was then closed without a response. */
  readonly closed: number;
}

/** Position of a request, from 1: its connection, its number on that connection, and its number among all. */
interface Place {
  readonly connection: number;
  readonly onConnection: number;
  readonly inAll: number;
}

async function closingServer(closes: (place: Place) => boolean): Promise<Server> {
  const requests: string[] = [];
  let closed = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    let count = 0;
    sockets.add(socket);
    const connection = sockets.size;
    socket.on("error", () => {});
    socket.on("data", (data) => {
      if (!/^(GET|POST) /.test(data.toString())) return;
      requests.push(data.toString().split(" ", 1)[0] ?? "");
      if (!closes({ connection, onConnection: ++count, inAll: requests.length })) return socket.write(ANSWER);
      closed++;
      return socket.destroy();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    get closed() {
      return closed;
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

let server: Server | undefined;
afterEach(async () => {
  await server?.[Symbol.asyncDispose]();
  server = undefined;
});

async function clientOf(closes: (place: Place) => boolean, options: ClientOptions = {}): Promise<ApiClient> {
  server = await closingServer(closes);
  return shop({ baseURL: server.url, maxRetries: 1, ...options });
}

describe("a request on a connection that the server closed", () => {
  test("is retried and succeeds", async () => {
    const client = await clientOf(({ connection, onConnection }) => connection === 1 && onConnection > 1);
    let calls = 0;
    // The platform chooses the connection of a call; eventually it is the first one again.
    while (calls < 50 && server?.closed === 0) {
      expect(await client.request(retrieveItem, { id: "1" })).toEqual({ id: "1" });
      calls++;
    }
    expect(server?.closed).toBe(1);
    expect(server?.requests).toHaveLength(calls + 1);
  });

  test("takes another slot of the rate limit for its retry", async () => {
    const client = await clientOf(({ inAll }) => inAll === 1, { rateLimit: { requests: 20 } });
    expect(await client.request(retrieveItem, { id: "1" })).toEqual({ id: "1" });
    expect(client.rateLimit.state()).toMatchObject({ inFlight: 0, cooling: 2 });
  });

  test("counts as a retry: the call fails when the server always closes the connection", async () => {
    const client = await clientOf(() => true);
    await expect(client.request(retrieveItem, { id: "1" })).rejects.toMatchObject({
      name: "APIConnectionError",
    });
    expect(server?.requests).toHaveLength(2);
  });

  test("fails when retries are disabled", async () => {
    const client = await clientOf(() => true, { maxRetries: 0 });
    await expect(client.request(retrieveItem, { id: "1" })).rejects.toMatchObject({
      name: "APIConnectionError",
    });
    expect(server?.requests).toHaveLength(1);
  });

  test("is retried immediately the first time and after a delay the second time", async () => {
    const clock = new FakeClock();
    const gone = new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ECONNRESET" }) });
    const fetch = scriptedFetch(gone, gone, json({ id: "1" }));
    const client = shop({ fetch, clock, timeout: Infinity });
    expect(await clock.finish(client.request(retrieveItem, { id: "1" }))).toEqual({ id: "1" });
    expect(clock.waits).toEqual([0, 500]);
  });

  test("is not retried when it is not idempotent, unless it has an idempotency key", async () => {
    const client = await clientOf(({ inAll }) => inAll === 1 || inAll === 2);
    await expect(client.request(createItem, { name: "a" })).rejects.toMatchObject({
      name: "APIConnectionError",
    });
    const keyed = operation<{ name: string }, unknown>({ ...createItem, idempotencyHeader: "X-Key" });
    expect(await client.request(keyed, { name: "b" })).toEqual({ id: "1" });
    expect(server?.requests).toHaveLength(3);
  });
});
