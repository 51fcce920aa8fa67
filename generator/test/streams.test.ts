// A package of an API with streams: its types follow the parameter that asks for a stream, and it reads what a real server sends.
import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GeneratedPackage } from "./support/generated-package.ts";

const sdk = new GeneratedPackage("chat.yaml", "chat");
const RUNTIME = fileURLToPath(new URL("../../packages/runtime/", import.meta.url));
beforeAll(() => sdk.generate());
afterAll(() => sdk.remove());

test("the type of a call follows the parameter that asks for a stream", () => {
  sdk.write(
    "test/types.ts",
    `import { Chat, type Chunk, type Completion, type CreateReplyDelivery, type Line, type RunEvent, type Stream } from "../src/index.js";

export async function types({ completions, replies, runs }: Chat, stream: boolean, delivery: CreateReplyDelivery): Promise<void> {
  (await completions.create({ prompt: "hi" })) satisfies Completion;
  (await completions.create({ prompt: "hi", stream: false })) satisfies Completion;
  (await completions.create({ prompt: "hi", stream: null })) satisfies Completion;
  (await completions.create({ prompt: "hi", stream: true })) satisfies Stream<Chunk>;
  const either = await completions.create({ prompt: "hi", stream });
  either satisfies Completion | Stream<Chunk>;
  // @ts-expect-error: it may be a stream.
  either.text;
  // @ts-expect-error: a completion is no stream.
  for await (const _ of completions.create({ prompt: "hi" }));
  (await replies.create({ message: "hi" })) satisfies Stream<Chunk>;
  (await replies.create({ message: "hi", delivery: "streaming" })) satisfies Stream<Chunk>;
  (await replies.create({ message: "hi", delivery: "blocking" })) satisfies Completion;
  (await replies.create({ message: "hi", delivery })) satisfies Completion | Stream<Chunk>;
  // @ts-expect-error: it may be a stream.
  (await replies.create({ message: "hi", delivery })).text;
  completions.create({ prompt: "hi", stream: true }, { stallTimeout: 1000, reconnects: 2, lastEventId: "7" });
  for await (const { delta } of completions.create({ prompt: "hi", stream: true })) delta satisfies string;
  for await (const event of runs.watchEvents("r")) event satisfies RunEvent;
  for await (const { event, id, data } of (await runs.watchEvents("r")).events()) {
    [event, id] satisfies string[];
    data satisfies RunEvent;
  }
  for await (const line of runs.readLog("r")) line satisfies Line;
  const { data, response, status } = await completions.create({ prompt: "hi", stream: true }).withResponse();
  data satisfies Stream<Chunk>;
  [response, status] satisfies [Response, number];
}
`,
  );
  sdk.run("tsc", "-p", "tsconfig.json");
});

test("calls read the streams of a server that responds as documented", () => {
  sdk.write(
    "test/streams.test.ts",
    `import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { APIConnectionError, Chat, isErrorOf, createCompletion, StreamError } from "../src/index.js";

const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  const { accept = "", authorization } = request.headers;
  const { prompt, stream, delivery } = JSON.parse(body || "{}");
  const send = (type: string, text: string, status = 200): unknown =>
    response.writeHead(status, { "content-type": type }).end(text);
  if (authorization !== "Bearer key") return send("application/json", '{"error":{"message":"No."}}', 401);
  if (request.url === "/runs/r/events") {
    return send("text/event-stream", 'event: started\\nid: 1\\ndata: {"progress":0}\\n\\nevent: finished\\nid: 2\\ndata: {"progress":1}\\n\\n');
  }
  if (request.url === "/runs/r/log") return send("application/x-ndjson", '{"text":"a"}\\n{"text":"b"}\\n');
  if (prompt === "limit") return send("application/json", '{"error":{"message":"Slow down."}}', 429);
  const isReply = request.url === "/replies";
  if (isReply ? delivery === "blocking" : stream !== true) return send("application/json", JSON.stringify({ id: accept, text: "hi" }));
  const start = 'data: {"delta":"h"}\\n\\n';
  if (prompt === "error") return send("text/event-stream", start + 'data: {"error":{"message":"Overloaded."}}\\n\\n');
  if (prompt === "cut") return send("text/event-stream", start);
  return send("text/event-stream", start + 'data: {"delta":"i"}\\n\\ndata: [DONE]\\n\\n');
});
let chat: Chat;
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const baseURL = \`http://127.0.0.1:\${(server.address() as AddressInfo).port}\`;
  chat = new Chat({ apiKey: "key", baseURL, maxRetries: 0, logLevel: "off" });
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

test("a completion as JSON, or chunk by chunk", async () => {
  expect(await chat.completions.create({ prompt: "hello" })).toEqual({ id: "application/json", text: "hi" });
  let text = "";
  for await (const { delta } of chat.completions.create({ prompt: "hello", stream: true })) text += delta;
  expect(text).toBe("hi");
});

test("a reply chunk by chunk unless the call asks for the whole", async () => {
  let text = "";
  for await (const { delta } of chat.replies.create({ message: "hello" })) text += delta;
  expect(text).toBe("hi");
  expect(await chat.replies.create({ message: "hello", delivery: "blocking" })).toHaveProperty("text", "hi");
});

test("events with their names and ids", async () => {
  const events = [];
  const stream = await chat.runs.watchEvents("r");
  for await (const event of stream.events()) events.push(event);
  expect(events).toEqual([
    { event: "started", id: "1", data: { progress: 0 } },
    { event: "finished", id: "2", data: { progress: 1 } },
  ]);
  expect(stream.lastEventId).toBe("2");
});

test("lines", async () => {
  const lines = [];
  for await (const { text } of chat.runs.readLog("r")) lines.push(text);
  expect(lines).toEqual(["a", "b"]);
});

test("errors before, in and at the end of a stream", async () => {
  const errorOf = async (prompt: string): Promise<unknown> => {
    try {
      for await (const { delta } of chat.completions.create({ prompt, stream: true })) expect(delta).toBe("h");
    } catch (error) {
      return error;
    }
    return undefined;
  };
  const limit = await errorOf("limit");
  expect(isErrorOf(createCompletion, limit) && limit.status === 429 && limit.body.error.message).toBe("Slow down.");
  const inside = await errorOf("error");
  expect(inside).toBeInstanceOf(StreamError);
  expect(inside).toMatchObject({ message: expect.stringContaining("Overloaded."), operation: "createCompletion" });
  const cut = await errorOf("cut");
  expect(cut).toBeInstanceOf(APIConnectionError);
  expect(cut).toMatchObject({ message: expect.stringContaining("before its end ([DONE])") });
});
`,
  );
  sdk.run("tsc", "-p", "tsconfig.json");
  sdk.test("test/streams.test.ts");
});

test("passes its wire tests for every documented status", () => {
  sdk.test("test/wire.test.ts");
  expect(sdk.wireCoverage()).toEqual([
    { operation: "GET /runs/{run}/events", status: 200 },
    { operation: "GET /runs/{run}/log", status: 200 },
    { operation: "POST /chat/completions", status: 200 },
    { operation: "POST /chat/completions", status: 429 },
    { operation: "POST /replies", status: 200 },
  ]);
});

test("its declarations are built where pnpm has installed the runtime", () => {
  const modules = join(sdk.folder, "node_modules");
  const installed = join(modules, ".pnpm/runtime/node_modules/@copilot-sdk/runtime");
  for (const part of ["package.json", "dist"])
    cpSync(join(RUNTIME, part), join(installed, part), { recursive: true });
  mkdirSync(join(modules, "@copilot-sdk"), { recursive: true });
  symlinkSync(installed, join(modules, "@copilot-sdk/runtime"));
  for (const config of ["tsconfig.build.json", "tsconfig.cjs.json"]) sdk.run("tsc", "-p", config);
  expect(sdk.read("dist/cjs/resources/completions.d.ts")).toContain("createCompletion: StreamOperation<");
});
