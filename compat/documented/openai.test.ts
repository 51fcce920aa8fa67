// Compiled and run by `npm run calls`, with the package that is generated from OpenAI's document.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  APIConnectionError,
  AuthenticationError,
  BadRequestError,
  type CreateChatCompletionParams,
  createChatCompletion,
  createResponse,
  isErrorOf,
  OpenAI,
  RateLimitError,
  StreamError,
} from "@acme/openai";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const request = {
  model: "gpt-4o",
  messages: [{ role: "user", content: "Say hello." }],
} satisfies CreateChatCompletionParams;

const completion = {
  id: "chatcmpl-1",
  object: "chat.completion",
  created: 1_700_000_000,
  model: "gpt-4o",
  choices: [
    {
      index: 0,
      message: { role: "assistant", content: "Hello!", refusal: null },
      finish_reason: "stop",
      logprobs: null,
    },
  ],
};

function chunk(content: string, finish_reason: string | null = null): string {
  const choices = [{ index: 0, delta: { content }, finish_reason }];
  return `data: ${JSON.stringify({ ...completion, object: "chat.completion.chunk", choices })}\n\n`;
}

function problem(code: string, message: string): string {
  return JSON.stringify({ error: { message, type: "invalid_request_error", param: null, code } });
}

/** Responds as the document and its guides say. The name of the model selects what happens. */
async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = "";
  for await (const part of incoming) text += part;
  const { model = "", stream } = JSON.parse(text || "{}") as { model?: string; stream?: boolean };
  const json = (status: number, body: string) =>
    void response
      .writeHead(status, { "content-type": "application/json", "x-request-id": "req_1" })
      .end(body);
  const events = (...parts: string[]) =>
    void response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" }).end(parts.join(""));
  if (incoming.headers.authorization !== "Bearer key") {
    return json(401, problem("invalid_api_key", "Incorrect API key provided."));
  }
  if (model === "unknown") return json(400, problem("model_not_found", "The model does not exist."));
  if (model === "busy") return json(429, problem("rate_limit_exceeded", "Slow down."));
  if (incoming.url === "/v1/responses") {
    const delta = { type: "response.output_text.delta", item_id: "m", output_index: 0, content_index: 0 };
    const named = (event: { readonly type: string; readonly [name: string]: unknown }) =>
      `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
    return events(
      named({ ...delta, sequence_number: 1, delta: "Hel" }),
      named({ ...delta, sequence_number: 2, delta: "lo!" }),
      ...(model === "fails"
        ? [named({ type: "error", code: "server_error", message: "Overloaded.", param: null })]
        : []),
    );
  }
  if (stream !== true) return json(200, JSON.stringify(completion));
  if (model === "fails") return events(chunk("Hel"), `data: ${problem("server_error", "Overloaded.")}\n\n`);
  if (model === "endless")
    return void response.writeHead(200, { "content-type": "text/event-stream" }).write(chunk("Hel"));
  if (model === "cut")
    return void response
      .writeHead(200, { "content-type": "text/event-stream" })
      .write(chunk("Hel"), () => response.destroy());
  return events(": keep-alive\n\n", chunk("Hel"), chunk("lo!"), chunk("", "stop"), "data: [DONE]\n\n");
}

const server = createServer((incoming, response) => void answer(incoming, response));
let options: { baseURL: string; maxRetries: number; logLevel: "off" };
let openai: OpenAI;
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  options = { baseURL: `http://127.0.0.1:${port}/v1`, maxRetries: 0, logLevel: "off" };
  openai = new OpenAI({ apiKey: "key", ...options });
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

async function errorOf(call: PromiseLike<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error("the call succeeded");
}

async function textOf(params: CreateChatCompletionParams): Promise<string> {
  let text = "";
  for await (const { choices } of openai.chat.completions.create({ ...params, stream: true })) {
    text += choices[0]?.delta.content ?? "";
  }
  return text;
}

describe("chat completions", () => {
  test("are JSON without `stream`", async () => {
    const { choices } = await openai.chat.completions.create(request);
    expect(choices[0]?.message.content).toBe("Hello!");
  });

  test("are chunks with `stream: true`, until [DONE]", async () => {
    expect(await textOf(request)).toBe("Hello!");
  });

  test("leaving the loop closes the connection", async () => {
    const closed = once(server, "request").then(([, response]) => once(response as ServerResponse, "close"));
    const endless = { ...request, model: "endless", stream: true } as const;
    for await (const { choices } of openai.chat.completions.create(endless)) {
      expect(choices[0]?.delta.content).toBe("Hel");
      break;
    }
    await closed;
  });
});

test("the events of a response are distinguished by their types", async () => {
  let text = "";
  for await (const event of openai.responses.create({ model: "gpt-4o", input: "Say hello.", stream: true })) {
    if (event.type === "response.output_text.delta") text += event.delta;
  }
  expect(text).toBe("Hello!");
});

describe("errors", () => {
  test("before a stream reject the call, with a class by status", async () => {
    const wrong = new OpenAI({ apiKey: "wrong", ...options });
    const refused = await errorOf(wrong.chat.completions.create({ ...request, stream: true }));
    expect(refused).toBeInstanceOf(AuthenticationError);
    expect(refused).toMatchObject({ status: 401, code: "invalid_api_key", requestId: "req_1" });
    const unknown = await errorOf(textOf({ ...request, model: "unknown" }));
    expect(unknown).toBeInstanceOf(BadRequestError);
    expect(unknown).toMatchObject({ status: 400, code: "model_not_found" });
  });

  test("that the document describes have a typed body", async () => {
    const busy = await errorOf(openai.chat.completions.create({ ...request, model: "busy" }));
    expect(busy).toBeInstanceOf(RateLimitError);
    expect(isErrorOf(createResponse, busy)).toBe(false);
    if (!isErrorOf(createChatCompletion, busy) || busy.status !== 429) throw busy;
    const message: string = busy.body.error.message;
    expect(message).toBe("Slow down.");
  });

  test("inside a stream are a StreamError", async () => {
    const inData = await errorOf(textOf({ ...request, model: "fails" }));
    expect(inData).toBeInstanceOf(StreamError);
    expect(inData).toMatchObject({ code: "server_error", operation: "createChatCompletion" });
    const asEvent = await errorOf(
      (async () => {
        const events = openai.responses.create({ model: "fails", input: "Say hello.", stream: true });
        for await (const event of events) expect(event.type).toBe("response.output_text.delta");
      })(),
    );
    expect(asEvent).toBeInstanceOf(StreamError);
    expect(asEvent).toMatchObject({ event: "error", code: "server_error" });
  });

  test("of a lost connection are an APIConnectionError", async () => {
    expect(await errorOf(textOf({ ...request, model: "cut" }))).toBeInstanceOf(APIConnectionError);
  });
});
