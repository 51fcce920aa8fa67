import {
  bodyConsumed,
  brokenOff,
  DEFAULT_MAX_BYTES,
  joined,
  MOST_DISCARDED_BYTES,
  tooLarge,
  type WebhookBody,
} from "./raw-body.js";
import type { HeaderValue } from "./signature.js";
import { WebhookError } from "./webhook-error.js";
import type { WebhookAnswer, WebhookRequest } from "./webhook-request.js";

/** The part of Node's `IncomingMessage` that is used, and of what Express and its like add to it. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly headers: Readonly<Record<string, HeaderValue>>;
  readonly readableEnded?: boolean;
  /** What a body parser left. */
  readonly body?: unknown;
  /** The bytes that some platforms keep beside a parsed body. */
  readonly rawBody?: unknown;
  on(event: "data", listener: (chunk: Uint8Array) => void): unknown;
  on(event: "end" | "error" | "close", listener: (error?: Error) => void): unknown;
}

/** The part of Node's `ServerResponse` that is used. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

/** Answers a request of Node's `http` or of Express. */
export async function answerNode(
  request: NodeRequest,
  response: NodeResponse,
  maxBytes: number | undefined,
  answer: (read: () => Promise<WebhookRequest>) => Promise<WebhookAnswer>,
): Promise<void> {
  const { status, body } = await answer(async () => {
    if (request.method !== "POST") throw new WebhookError("wrong-method", "events come by POST");
    return { body: await bodyOf(request, maxBytes ?? DEFAULT_MAX_BYTES), headers: request.headers };
  });
  response.statusCode = status;
  response.setHeader("content-type", "text/plain; charset=utf-8");
  // What is left of a body that is too long is not read.
  if (status === 413) response.setHeader("connection", "close");
  response.end(body);
}

async function bodyOf(request: NodeRequest, maxBytes: number): Promise<WebhookBody> {
  const kept = [request.rawBody, request.body].find(isRaw);
  if (kept !== undefined) return kept;
  if (request.body !== undefined || request.readableEnded === true) {
    throw bodyConsumed(
      'a body parser such as express.json(). Put the handler before it, or give its route express.raw({ type: "*/*" })',
    );
  }
  return readBody(request, maxBytes);
}

function isRaw(body: unknown): body is string | Uint8Array {
  return typeof body === "string" || body instanceof Uint8Array;
}

function readBody(request: NodeRequest, maxBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let length = 0;
    request.on("data", (chunk) => {
      length += chunk.length;
      if (length <= maxBytes) chunks.push(chunk);
      else if (length > maxBytes + MOST_DISCARDED_BYTES) reject(tooLarge(maxBytes));
    });
    request.on("end", () => {
      if (length > maxBytes) reject(tooLarge(maxBytes));
      else resolve(joined(chunks, length));
    });
    const broken = (error?: Error): void => reject(brokenOff(error));
    request.on("error", broken);
    request.on("close", broken);
  });
}
