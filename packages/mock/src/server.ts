import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
  STATUS_CODES,
} from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

/** A response with its whole body. */
export interface PlainResponse {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | Buffer;
  /** Whether the connection is closed in the middle of the body. */
  readonly isCut?: boolean;
}

/** Responds to a request. If it throws a `RefusedRequestError`, that becomes the response. */
export type RequestHandler = (incoming: IncomingMessage) => Promise<PlainResponse>;

/** A listening server. */
export interface RunningServer {
  /** Its URL, such as `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Stops the server and closes every connection. */
  close(): Promise<void>;
}

/** A request is rejected before it reaches an operation. */
export class RefusedRequestError extends Error {
  override readonly name = "RefusedRequestError";
  /** 400 to 499. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Maximum size of a request body, in bytes. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

/**
 * Serves HTTP on 127.0.0.1. Every request gets a response, or its connection is closed; no request crashes the process.
 *
 * @param port 0 for any free port.
 * @param requestTimeout Time limit for receiving a whole request, in ms; slower requests get a 408.
 * @throws Error when the port is taken.
 */
export async function serve(
  handler: RequestHandler,
  port: number,
  requestTimeout: number,
): Promise<RunningServer> {
  const responses = new WeakMap<Duplex, ServerResponse>();
  const timeouts = { requestTimeout, headersTimeout: requestTimeout, connectionsCheckingInterval: 250 };
  const server = createServer(timeouts, (incoming, response) => {
    responses.set(incoming.socket, response);
    void respond(handler, incoming, response);
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    const hasBegun = responses.get(socket)?.headersSent ?? false;
    if (socket.writable && !hasBegun) refuse(socket, statusOf(error), error.message);
    else socket.destroy();
  });
  server.on("connect", (_request, socket) => refuse(socket, 405, "CONNECT is not supported"));
  await new Promise<void>((fulfil, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", fulfil);
  });
  const close = async () => {
    const closed = new Promise((fulfil) => server.close(fulfil));
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/**
 * Reads the body of a request to its end.
 *
 * @param maxBytes Its maximum size. Default: 10 MB.
 * @throws RefusedRequestError when it is longer; the rest is read and discarded.
 */
export async function readBody(
  incoming: IncomingMessage,
  maxBytes: number = MAX_BODY_BYTES,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (length > maxBytes) throw new RefusedRequestError(413, `the body is longer than ${maxBytes} bytes`);
  return Buffer.concat(chunks);
}

/** A JSON response with a message. */
export function messageResponse(status: number, message: string): PlainResponse {
  return jsonResponse(status, { message });
}

/** A JSON response. */
export function jsonResponse(status: number, body: unknown, contentType = "application/json"): PlainResponse {
  return { status, headers: { "content-type": contentType }, body: JSON.stringify(body) };
}

async function respond(
  handler: RequestHandler,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    send(response, await handler(incoming));
  } catch (error) {
    // The connection may be closed already.
    if (incoming.destroyed && !incoming.complete) response.destroy();
    else if (error instanceof RefusedRequestError)
      send(response, messageResponse(error.status, error.message));
    else
      send(
        response,
        messageResponse(500, `the mock failed: ${error instanceof Error ? error.message : error}`),
      );
  }
}

function send(response: ServerResponse, { status, headers, body, isCut = false }: PlainResponse): void {
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && value !== null) response.setHeader(name, value);
  }
  if (!isCut) {
    response.writeHead(status).end(body);
    return;
  }
  const bytes = Buffer.from(body);
  response.setHeader("content-length", bytes.length + 1);
  response.writeHead(status).write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}

/** Writes a response to a connection whose request was not parsed, and closes it. */
function refuse(socket: Duplex, status: number, message: string): void {
  const body = JSON.stringify({ message });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Connection: close",
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.on("error", () => socket.destroy());
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}

function statusOf({ code }: NodeJS.ErrnoException): number {
  if (code === "HPE_HEADER_OVERFLOW") return 431;
  if (code === "HPE_CHUNK_EXTENSIONS_OVERFLOW") return 413;
  return code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400;
}
