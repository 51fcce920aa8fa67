// Dispatching events, behind real servers.
import type { RequestListener } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ConfigurationError } from "../../src/index.js";
import { memoryDuplicateStore } from "../../src/webhooks/index.js";
import { deliver, paid, post, recorded, secret, serving, webhooks } from "../support/webhooks.js";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe("an event", () => {
  test("is passed complete to the listener for its type, or else to the fallback", async () => {
    const { handler, heard } = recorded();
    const later = '{"kind":"order.split","parts":[1,2]}';
    await serving(handler.node, async (url) => {
      expect(await post(url, paid)).toEqual([200, "ok"]);
      expect(await post(url, later)).toEqual([200, "ok"]);
      expect(await post(url, '{"kind":"order.gone"}')).toEqual([200, "ok"]);
    });
    expect(heard).toEqual(["paid 1200", `fallback ${later}`, 'fallback {"kind":"order.gone"}']);
  });

  test.each(["__proto__", "constructor", "toString"])("of type %s goes to the fallback", async (kind) => {
    const { handler, heard } = recorded();
    const body = JSON.stringify({ kind });
    const headers = await webhooks.generateTestHeaders(body, { secret });
    expect(await handler.handle({ body, headers })).toEqual({ status: 200, body: "ok" });
    expect(heard).toEqual([`fallback ${body}`]);
  });

  test("is answered with 500 when its listener fails, so that the sender retries", async () => {
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

  test("is handled once when it is redelivered, unless the handling failed", async () => {
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

  test.each([["throws"], ["rejects"]])(
    "is still answered when onError %s, and both errors are written to the console once",
    async (how) => {
      const lines: unknown[][] = [];
      vi.spyOn(console, "error").mockImplementation((...line) => void lines.push(line));
      const failure = new Error("the log is away");
      const { handler } = recorded({
        onError: () => {
          if (how === "throws") throw failure;
          return Promise.reject(failure);
        },
      });
      expect(await handler.handle({ body: paid, headers: {} })).toMatchObject({ status: 401 });
      await vi.waitFor(() => expect(lines).toHaveLength(1), { timeout: 60_000 });
      expect(lines[0]).toEqual([
        "webhook handler: onError failed:",
        failure,
        expect.any(String),
        expect.objectContaining({ code: "missing-signature" }),
      ]);
    },
  );
});

describe("a Fetch request", () => {
  const send = async (handler: ReturnType<typeof recorded>["handler"], init: RequestInit) => {
    const response = await handler.fetch(new Request("https://app.test/webhooks", init));
    return [response.status, await response.text()];
  };

  test("is answered with the status for its outcome", async () => {
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

  test("with an endless body is cut off", async () => {
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

  test("that breaks off is answered with 400", async () => {
    const { handler, errors } = recorded();
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error("connection lost")) });
    expect(await send(handler, { method: "POST", body, duplex: "half" } as RequestInit)).toEqual([
      400,
      "the request was cut off",
    ]);
    expect(errors).toEqual(["not-an-event"]);
  });

  test("whose body was already read is answered with 500 and a clear error", async () => {
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

describe("a Node http request", () => {
  test.each([
    [
      "kept the bytes as the body",
      (request: object) => Object.assign(request, { body: Buffer.from(paid) }),
      200,
    ],
    [
      "kept the bytes as an array of another realm",
      (request: object) =>
        Object.assign(request, { body: runInNewContext(`new Uint8Array([${Buffer.from(paid).join()}])`) }),
      200,
    ],
    ["kept the text as the body", (request: object) => Object.assign(request, { body: paid }), 200],
    [
      "kept the bytes beside the parsed body",
      (request: object) => Object.assign(request, { body: JSON.parse(paid), rawBody: Buffer.from(paid) }),
      200,
    ],
    [
      "kept only the parsed body",
      (request: object) => Object.assign(request, { body: JSON.parse(paid) }),
      500,
    ],
    ["kept nothing", (request: object) => request, 500],
  ])("is answered after a body parser that %s", async (_, parser, status) => {
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

  test("of ten megabytes is answered with 413", async () => {
    const { handler, errors } = recorded();
    const statuses = await serving(handler.node, async (url) => {
      const [status] = await post(url, "x".repeat(10_000_000), { "x-shop-signature": "8".repeat(64) });
      return status;
    });
    expect([statuses, errors]).toEqual([413, ["too-large"]]);
  });

  test("with an endless body is cut off", async () => {
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

  test("that breaks off is reported as not-an-event without waiting for the rest", async () => {
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

  test("with two signature headers is rejected", async () => {
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

describe("a handler without a secret", () => {
  const without = () => {
    const set = recorded({ secret: undefined });
    return { ...set, deliver: () => deliver(set.handler) };
  };

  test("can be created, answers 500 and reports a clear error to onError, not to the sender", async () => {
    const { errors, deliver } = without();
    expect(await deliver()).toEqual({ status: 500, body: "the event was not handled" });
    expect(errors).toEqual([
      new ConfigurationError("no webhook secret: pass the option secret or set SHOP_WEBHOOK_SECRET"),
    ]);
  });

  test("writes the error to the console by default", async () => {
    const lines: unknown[][] = [];
    vi.spyOn(console, "error").mockImplementation((...line) => void lines.push(line));
    await deliver(webhooks.handler({ on: {}, fallback: () => {} }));
    expect(lines).toEqual([
      ["webhook handler: no webhook secret: pass the option secret or set SHOP_WEBHOOK_SECRET"],
    ]);
  });

  test("reads it from the environment at the first request that finds it, and keeps it", async () => {
    const { heard, deliver } = without();
    expect((await deliver()).status).toBe(500);
    vi.stubEnv("SHOP_WEBHOOK_SECRET", secret);
    expect((await deliver()).status).toBe(200);
    vi.stubEnv("SHOP_WEBHOOK_SECRET", "another");
    expect((await deliver()).status).toBe(200);
    expect(heard).toHaveLength(2);
  });

  test.each([{ wrong: 5 }, { wrong: {} }, { wrong: [""] }, { wrong: ["a", ""] }, { wrong: [5] }])(
    "cannot be created with the invalid secret %j",
    ({ wrong }) => {
      expect(() => recorded({ secret: wrong as unknown as string })).toThrow(ConfigurationError);
    },
  );

  test.each(["", []])("ignores the environment when the secret option is %j", async (empty) => {
    vi.stubEnv("SHOP_WEBHOOK_SECRET", secret);
    expect((await deliver(recorded({ secret: empty }).handler)).status).toBe(500);
  });
});

test.each<[object, string]>([
  [{ fallback: undefined }, "fallback must be a function: it gets all other events"],
  [{ on: undefined }, "on must be an object with a function for each type of event"],
  [{ on: { "order.paid": "log" } }, "on must be an object with a function for each type of event"],
  [{ onError: "log" }, "onError must be a function"],
  [
    { duplicates: { begin: () => "new" } },
    "duplicates must be an object with the functions begin, done, failed",
  ],
  [{ timeout: "5000" }, 'timeout cannot be "5000"'],
  [{ bodyTimeout: "5000" }, 'bodyTimeout cannot be "5000"'],
  [{ maxAge: "300" }, 'maxAge cannot be "300"'],
  [{ maxBytes: "1000" }, 'maxBytes cannot be "1000"'],
])("a handler cannot be created with the invalid option %j", (options, problem) => {
  expect(() => recorded(options)).toThrow(new ConfigurationError(problem));
});

test.each([[undefined], [true], ["OK"], [null]])(
  "an event is not handled when begin of the duplicate store returns %j",
  async (state) => {
    const duplicates = { begin: () => state as never, done: () => {}, failed: () => {} };
    const { handler, heard, errors } = recorded({ duplicates });
    expect((await deliver(handler)).status).toBe(500);
    expect(heard).toEqual([]);
    expect(errors).toEqual([
      new TypeError(`begin of the duplicate store returned ${state}, not new, running or done`),
    ]);
  },
);
