// Dispatching events, behind real servers.
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import {
  memoryDuplicateStore,
  WebhookError,
  type WebhookHandlerOptions,
  WebhookReceiver,
} from "../../src/webhooks/index.js";

type ShopEvent = { readonly kind: "order.paid"; readonly total: number } | { readonly kind: "order.gone" };

const webhooks = new WebhookReceiver<ShopEvent, "kind">({
  header: "X-Shop-Signature",
  discriminator: "kind",
  environment: "SHOP",
});
const secret = "whsec-test";
const paid = '{"kind":"order.paid","total":1200}';

type Options = Partial<WebhookHandlerOptions<ShopEvent, "kind">>;

/** A handler with a record of what happened. */
function recorded(options: Options = {}) {
  const heard: string[] = [];
  const errors: unknown[] = [];
  const handler = webhooks.handler({
    secret,
    on: { "order.paid": ({ total }) => heard.push(`paid ${total}`) },
    fallback: (event) => heard.push(`fallback ${JSON.stringify(event)}`),
    onError: (error) => errors.push(error instanceof WebhookError ? error.code : error),
    ...options,
  });
  return { handler, heard, errors };
}

/** Runs with a real server that listens on a free port. */
async function serving<Result>(
  listener: RequestListener,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

async function post(url: string, body: string, headers?: Record<string, string>): Promise<[number, string]> {
  const signed = headers ?? (await webhooks.generateTestHeaders(body, { secret }));
  const response = await fetch(url, { method: "POST", body, headers: signed });
  return [response.status, await response.text()];
}

describe("an event", () => {
  test("goes to the listener of its type, any other to the fallback, with all that it came with", async () => {
    const { handler, heard } = recorded();
    const later = '{"kind":"order.split","parts":[1,2]}';
    await serving(handler.node, async (url) => {
      expect(await post(url, paid)).toEqual([200, "ok"]);
      expect(await post(url, later)).toEqual([200, "ok"]);
      expect(await post(url, '{"kind":"order.gone"}')).toEqual([200, "ok"]);
    });
    expect(heard).toEqual(["paid 1200", `fallback ${later}`, 'fallback {"kind":"order.gone"}']);
  });

  test.each(["__proto__", "constructor", "toString"])("called %s goes to the fallback", async (kind) => {
    const { handler, heard } = recorded();
    const body = JSON.stringify({ kind });
    const headers = await webhooks.generateTestHeaders(body, { secret });
    expect(await handler.handle({ body, headers })).toEqual({ status: 200, body: "ok" });
    expect(heard).toEqual([`fallback ${body}`]);
  });

  test("whose listener fails is answered with 500, so that the sender tries again", async () => {
    const failure = new Error("the database is away");
    const { handler, errors } = recorded({
      on: {
        "order.paid": async () => {
          throw failure;
        },
      },
    });
    const headers = await webhooks.generateTestHeaders(paid, { secret });
    expect(await handler.handle({ body: paid, headers })).toEqual({
      status: 500,
      body: "the event was not handled",
    });
    expect(errors).toEqual([failure]);
  });

  test("that is repeated is handled once, unless the handling failed", async () => {
    let attempts = 0;
    const { handler, heard } = recorded({
      duplicates: memoryDuplicateStore(),
      on: {
        "order.paid": () => {
          attempts++;
          if (attempts === 1) throw new Error("not yet");
        },
      },
    });
    const headers = await webhooks.generateTestHeaders(paid, { secret });
    const statuses: number[] = [];
    for (let time = 0; time < 4; time++)
      statuses.push((await handler.handle({ body: paid, headers })).status);
    expect([statuses, attempts, heard]).toEqual([[500, 200, 200, 200], 2, []]);
  });

  test("is told of even where telling fails", async () => {
    const { handler } = recorded({
      onError: () => {
        throw new Error("no log");
      },
    });
    expect(await handler.handle({ body: paid, headers: {} })).toMatchObject({ status: 401 });
  });
});

test("the memory of duplicates forgets the oldest", async () => {
  const store = memoryDuplicateStore(2);
  expect(["a", "b", "a", "c", "a"].map((name) => store.remember(name))).toEqual([
    true,
    true,
    false,
    true,
    true,
  ]);
});

describe("a Fetch request", () => {
  const send = async (handler: ReturnType<typeof recorded>["handler"], init: RequestInit) => {
    const response = await handler.fetch(new Request("https://app.test/webhooks", init));
    return [response.status, await response.text()];
  };

  test("is answered by what became of it", async () => {
    const { handler, heard, errors } = recorded();
    const headers = await webhooks.generateTestHeaders(paid, { secret });
    expect(await send(handler, { method: "POST", body: paid, headers })).toEqual([200, "ok"]);
    expect((await send(handler, { method: "POST", body: `${paid} `, headers }))[0]).toBe(401);
    expect((await send(handler, { method: "POST", headers }))[0]).toBe(401);
    expect((await send(handler, { method: "GET", headers }))[0]).toBe(405);
    const long = "x".repeat(2_000_000);
    expect((await send(handler, { method: "POST", body: long, headers }))[0]).toBe(413);
    expect(heard).toEqual(["paid 1200"]);
    expect(errors).toEqual(["wrong-signature", "wrong-signature", "wrong-method", "too-large"]);
  });

  test("whose body has no end is cut off", async () => {
    const { handler, errors } = recorded();
    let isCancelled = false;
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1_000_000)),
      cancel: () => {
        isCancelled = true;
      },
    });
    expect((await send(handler, { method: "POST", body, duplex: "half" } as RequestInit))[0]).toBe(413);
    expect([isCancelled, errors]).toEqual([true, ["too-large"]]);
  });

  test("that breaks off is no event", async () => {
    const { handler, errors } = recorded();
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error("connection lost")) });
    expect(await send(handler, { method: "POST", body, duplex: "half" } as RequestInit)).toEqual([
      400,
      "the request broke off",
    ]);
    expect(errors).toEqual(["not-an-event"]);
  });

  test("whose body was read before is a mistake that is said clearly", async () => {
    const { handler } = recorded();
    const headers = await webhooks.generateTestHeaders(paid, { secret });
    const request = new Request("https://app.test", { method: "POST", body: paid, headers });
    await request.json();
    const response = await handler.fetch(request);
    expect([response.status, await response.text()]).toEqual([
      500,
      expect.stringContaining("the body was read before the webhook handler got it, by request.json()"),
    ]);
  });
});

describe("a request of Node's http", () => {
  test.each([
    [
      "kept the bytes as the body",
      (request: object) => Object.assign(request, { body: Buffer.from(paid) }),
      200,
    ],
    ["kept the text as the body", (request: object) => Object.assign(request, { body: paid }), 200],
    [
      "kept the bytes beside the parsed body",
      (request: object) => Object.assign(request, { body: JSON.parse(paid), rawBody: Buffer.from(paid) }),
      200,
    ],
    [
      "left only what it parsed",
      (request: object) => Object.assign(request, { body: JSON.parse(paid) }),
      500,
    ],
    ["left nothing", (request: object) => request, 500],
  ])("after a body parser that %s", async (_, parser, status) => {
    const { handler } = recorded();
    const listener: RequestListener = async (request, response) => {
      await text(request);
      await handler.node(parser(request) as typeof request, response);
    };
    const [answered, told] = await serving(listener, (url) => post(url, paid));
    expect(answered).toBe(status);
    expect(told).toContain(
      status === 200 ? "ok" : "by a body parser such as express.json(). Put the handler before it",
    );
  });

  test("of ten megabytes is answered with 413 before it is kept", async () => {
    const { handler, errors } = recorded();
    const statuses = await serving(handler.node, async (url) => {
      const [status] = await post(url, "x".repeat(10_000_000), { "x-shop-signature": "8".repeat(64) });
      return status;
    });
    expect([statuses, errors]).toEqual([413, ["too-large"]]);
  });

  test("whose body has no end is cut off", async () => {
    const { handler, errors } = recorded();
    await serving(handler.node, async (url) => {
      const socket = connect(Number(new URL(url).port), "127.0.0.1");
      const closed = new Promise((resolve) => socket.on("close", resolve));
      const chunk = `f4240\r\n${"x".repeat(1_000_000)}\r\n`;
      const write = (): void => {
        while (socket.writable && socket.write(chunk));
      };
      socket.on("drain", write).on("error", () => {});
      socket.write("POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n");
      write();
      await closed;
    });
    expect(errors).toEqual(["too-large"]);
  });

  test("that breaks off is no event, and nothing waits for the rest", async () => {
    const { handler, errors } = recorded();
    let ended: Promise<void> | undefined;
    const listener: RequestListener = (request, response) => {
      ended = handler.node(request, response);
    };
    await serving(listener, async (url) => {
      const socket = connect(Number(new URL(url).port), "127.0.0.1");
      socket.write("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n{");
      while (ended === undefined) await new Promise((resolve) => setImmediate(resolve));
      socket.destroy();
      await ended;
    });
    expect(errors).toEqual(["not-an-event"]);
  });

  test("with the signature twice is refused", async () => {
    const { handler, errors } = recorded();
    const { "x-shop-signature": signature = "" } = await webhooks.generateTestHeaders(paid, { secret });
    const answer = await serving(handler.node, async (url) => {
      const socket = connect(Number(new URL(url).port), "127.0.0.1");
      const headers = `x-shop-signature: ${"8".repeat(64)}\r\nx-shop-signature: ${signature}`;
      socket.end(
        `POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: ${paid.length}\r\n${headers}\r\n\r\n${paid}`,
      );
      return text(socket);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(errors).toEqual(["several-signatures"]);
  });
});

test("a missing secret is said when the handler is made, not at the first event", () => {
  expect(() => webhooks.handler({ on: {}, fallback: () => {} })).toThrow("no webhook secret");
});
