import { within } from "../platform/index.js";
import {
  BodyCollector,
  type BodyLimits,
  bodyConsumed,
  brokenOff,
  tooSlow,
  type WebhookBody,
} from "./raw-body.js";
import type { HeaderValue } from "./signature.js";
import { type AnswerRequest, headersOf, requirePost } from "./webhook-request.js";

/** The part of Node's `IncomingMessage` that is used, with the properties that Express and similar frameworks add. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly headers: Readonly<Record<string, HeaderValue>>;
  readonly readableEnded?: boolean;
  /** Whether other code has read from it, or destroyed it. */
  readonly readableDidRead?: boolean;
  /** The encoding that `setEncoding` was called with. */
  readonly readableEncoding?: string | null;
  readonly destroyed?: boolean;
  /** The result of a body parser. */
  readonly body?: unknown;
  /** The raw bytes that some platforms keep in addition to a parsed body. */
  readonly rawBody?: unknown;
  on(event: "data", listener: (chunk: Uint8Array | string) => void): unknown;
  on(event: "end" | "error" | "close", listener: (error?: Error) => void): unknown;
  resume?(): unknown;
}

/** The part of Node's `ServerResponse` that is used. */
export interface NodeResponse {
  statusCode: number;
  readonly headersSent?: boolean;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

/** Handles a request of Node's `http` or of Express. */
export async function answerNode(
  request: NodeRequest,
  response: NodeResponse,
  limits: BodyLimits,
  answerRequest: AnswerRequest,
): Promise<void> {
  const answer = await answerRequest(async () => {
    requirePost(request);
    return { body: await bodyOf(request, limits), headers: request.headers };
  });
  // Other code, such as a timeout middleware, may have responded already.
  if (response.headersSent === true) return;
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(headersOf(answer))) response.setHeader(name, value);
  // The rest of a body that is too long or too slow is not read.
  if (answer.status === 408 || answer.status === 413) response.setHeader("connection", "close");
  response.end(answer.body);
}

async function bodyOf(request: NodeRequest, limits: BodyLimits): Promise<WebhookBody> {
  const kept = [request.rawBody, request.body].find(isRaw);
  if (kept !== undefined) return kept;
  // Some parsers set `body` even on requests that they do not handle and have not read.
  const isParsed = request.body !== undefined && request.readableDidRead !== false;
  if (isParsed || request.readableEnded === true) {
    throw bodyConsumed(
      "read",
      'a body parser such as express.json(). Put the handler before it, or use express.raw({ type: "*/*" }) for its route',
    );
  }
  const { readableEncoding } = request;
  if (readableEncoding && !/^utf-?8$/i.test(readableEncoding)) {
    throw bodyConsumed("decoded", `request.setEncoding("${readableEncoding}")`);
  }
  // A request that is already closed emits no more events.
  if (request.destroyed === true) throw brokenOff();
  return readBody(request, limits);
}

function isRaw(body: unknown): body is string | Uint8Array {
  return typeof body === "string" || ArrayBuffer.isView(body);
}

async function readBody(request: NodeRequest, limits: BodyLimits): Promise<Uint8Array> {
  const body = new BodyCollector(limits.maxBytes);
  const ended = new Promise<void>((resolve, reject) => {
    const broken = (error?: Error): void => reject(brokenOff(error));
    request.on("data", (chunk) => {
      if (!body.add(chunk)) resolve();
    });
    request.on("end", () => resolve());
    request.on("error", broken);
    request.on("close", broken);
    // Code before the handler may have paused it.
    request.resume?.();
  });
  await within(limits.clock, limits.bodyTimeout, ended, () => tooSlow(limits));
  return body.bytes();
}
