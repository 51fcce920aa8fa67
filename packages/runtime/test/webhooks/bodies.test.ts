// Bodies that arrive slowly, never, or after other code has handled the request.
import { EventEmitter, once } from "node:events";
import type { IncomingMessage, RequestListener } from "node:http";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { FakeClock } from "../support/fake-clock.js";
import { deliver, paid, post, recorded, secret, serving, webhooks } from "../support/webhooks.js";

const BEGINNING = "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n{";

/** Opens a connection to a server and writes to it. */
async function opened(url: string, data: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  await once(socket, "connect");
  socket.write(data);
  return socket;
}

describe("a body that does not arrive in time", () => {
  test("is answered with 408 after bodyTimeout, and its connection is closed, for 200 connections at once", async () => {
    const { handler, errors, heard } = recorded({ bodyTimeout: 200 });
    await serving(handler.node, async (url) => {
      const sockets = await Promise.all(Array.from({ length: 200 }, () => opened(url, BEGINNING)));
      const answers = await Promise.all(sockets.map((socket) => text(socket)));
      expect(
        answers.filter((answer) => /^HTTP\/1\.1 408 .*did not arrive within 200 ms/s.test(answer)),
      ).toHaveLength(200);
    });
    expect([heard, new Set(errors)]).toEqual([[], new Set(["body-timeout"])]);
  });

  test("is answered with 408 when it arrives byte by byte", async () => {
    const { handler } = recorded({ bodyTimeout: 200 });
    await serving(handler.node, async (url) => {
      const socket = await opened(url, BEGINNING);
      const dripping = setInterval(() => socket.write(" "), 20);
      socket.on("error", () => {});
      expect(await text(socket).catch(() => "HTTP/1.1 408")).toMatch(/^HTTP\/1\.1 408/);
      clearInterval(dripping);
    });
  });

  test("is answered with 408 and cancelled by the Fetch adapter", async () => {
    const { handler, errors } = recorded({ bodyTimeout: 50 });
    let isCancelled = false;
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode("{")),
      cancel: () => {
        isCancelled = true;
      },
    });
    const init = { method: "POST", body, duplex: "half" } as RequestInit;
    const response = await handler.fetch(new Request("https://app.test", init));
    expect([response.status, await response.text()]).toEqual([408, "the body did not arrive within 50 ms"]);
    expect([isCancelled, errors]).toEqual([true, ["body-timeout"]]);
  });

  test("is answered with 408 after 10 seconds by default", async () => {
    const clock = new FakeClock();
    const { handler } = recorded({ clock });
    const init = { method: "POST", body: new ReadableStream(), duplex: "half" } as RequestInit;
    expect((await clock.finish(handler.fetch(new Request("https://app.test", init)))).status).toBe(408);
    expect(clock.now()).toBe(11_000);
  });
});

describe("a Node http request", () => {
  /** Passes requests to a handler after modifying them. */
  const after =
    (
      prepare: (request: IncomingMessage) => unknown,
      handler: ReturnType<typeof recorded>["handler"],
    ): RequestListener =>
    async (request, response) => {
      await prepare(request);
      await handler.node(request, response);
    };

  test.each(["utf8", "utf-8"] as const)("is verified after setEncoding(%j)", async (encoding) => {
    const { handler, heard } = recorded();
    const event = '{"kind":"order.paid","total":7,"note":"größer 🎉"}';
    const listener = after((request) => request.setEncoding(encoding), handler);
    expect(await serving(listener, (url) => post(url, event))).toEqual([200, "ok"]);
    expect(heard).toEqual(["paid 7"]);
  });

  test.each(["latin1", "hex", "base64", "utf16le"] as const)(
    "is answered with 500 and a clear error after setEncoding(%j), which loses its bytes",
    async (encoding) => {
      const { handler, errors } = recorded();
      const listener = after((request) => request.setEncoding(encoding), handler);
      expect(await serving(listener, (url) => post(url, paid))).toEqual([
        500,
        expect.stringContaining(
          `decoded before the webhook handler got it, by request.setEncoding("${encoding}")`,
        ),
      ]);
      expect(errors).toEqual(["body-consumed"]);
    },
  );

  test.each<[string, (request: IncomingMessage) => unknown]>([
    ["paused", (request) => request.pause()],
    ["given an empty body by a parser that skipped it", (request) => Object.assign(request, { body: {} })],
  ])("that was %s before the handler got it is still read", async (_, prepare) => {
    const { handler, heard } = recorded({ bodyTimeout: 2_000 });
    expect(await serving(after(prepare, handler), (url) => post(url, paid))).toEqual([200, "ok"]);
    expect(heard).toEqual(["paid 1200"]);
  });

  test("that was closed before the handler got it is reported as not-an-event without waiting", async () => {
    const { handler, errors } = recorded();
    const closed = new EventEmitter();
    const listener: RequestListener = (request, response) => {
      request.on("error", () => {}).on("close", () => closed.emit("close", handler.node(request, response)));
      request.socket.destroy();
    };
    await serving(listener, async (url) => {
      const [[handled]] = await Promise.all([once(closed, "close"), opened(url, BEGINNING)]);
      await handled;
    });
    expect(errors).toEqual(["not-an-event"]);
  });

  test("that was already answered is handled without a second response", async () => {
    const { handler, heard } = recorded();
    const answered = new EventEmitter();
    const listener: RequestListener = (request, response) => {
      response.writeHead(503).end("busy");
      answered.emit("answered", handler.node(request, response));
    };
    await serving(listener, async (url) => {
      const [[handled], answer] = await Promise.all([once(answered, "answered"), post(url, paid)]);
      await handled;
      expect(answer).toEqual([503, "busy"]);
    });
    expect(heard).toEqual(["paid 1200"]);
  });
});

test("a Fetch request with a locked body is answered with 500 and a clear error", async () => {
  const { handler, errors } = recorded();
  const request = new Request("https://app.test", { method: "POST", body: paid });
  request.body?.getReader();
  const response = await handler.fetch(request);
  expect([response.status, await response.text()]).toEqual([
    500,
    expect.stringContaining("the body was read before the webhook handler got it"),
  ]);
  expect(errors).toEqual(["body-consumed"]);
});

test("a byte order mark before the JSON is ignored, in text and in bytes", async () => {
  const { handler, heard } = recorded();
  const body = `\uFEFF${paid}`;
  expect((await deliver(handler, body)).status).toBe(200);
  const bytes = new TextEncoder().encode(body);
  const headers = await webhooks.generateTestHeaders(bytes, { secret });
  expect((await handler.handle({ body: bytes, headers })).status).toBe(200);
  expect(
    (await handler.fetch(new Request("https://app.test", { method: "POST", body: bytes, headers }))).status,
  ).toBe(200);
  await serving(handler.node, async (url) => expect((await post(url, body, headers))[0]).toBe(200));
  expect(heard).toHaveLength(4);
});

test.each<[string, unknown]>([
  ["Object", JSON.parse(paid)],
  ["Array", [1]],
  ["Blob", new Blob([paid])],
  ["Undefined", undefined],
  ["Null", null],
])("a body of type %s is answered with 500 and a clear error", async (kind, body) => {
  const { handler, errors } = recorded();
  const headers = await webhooks.generateTestHeaders(paid, { secret });
  const answer = await handler.handle({ body: body as string, headers });
  expect(answer).toMatchObject({
    status: 500,
    body: expect.stringContaining(`the body is ${kind}, not the bytes that were signed: pass the raw body`),
  });
  expect(errors).toEqual(["body-consumed"]);
});

test("an ArrayBuffer from another realm is accepted as a raw body", async () => {
  const { handler } = recorded();
  const headers = await webhooks.generateTestHeaders(paid, { secret });
  const body: ArrayBuffer = runInNewContext("Uint8Array.from(bytes).buffer", {
    bytes: [...Buffer.from(paid)],
  });
  expect(body instanceof ArrayBuffer).toBe(false);
  expect((await handler.handle({ body, headers })).status).toBe(200);
});

test("a request without headers is reported as missing-signature", async () => {
  const { handler, errors } = recorded();
  await handler.handle({ body: paid } as never);
  expect(errors).toEqual(["missing-signature"]);
});
