import { once } from "node:events";
import { connect } from "node:net";

/** The response on a connection. */
export interface RawResponse {
  /** Undefined when the connection ended without a response. */
  readonly status: number | undefined;
  readonly head: string;
  readonly body: string;
}

/** How bytes are sent. */
export interface RawOptions {
  /** What happens after the last byte: nothing, the sending side ends, or the connection breaks. Default: nothing. */
  readonly after?: "end" | "reset";
}

/** Sends bytes to a server unchanged, and reads the response until the server closes the connection. */
export async function sendRaw(
  url: string,
  bytes: string | Uint8Array,
  { after }: RawOptions = {},
): Promise<RawResponse> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  // A server that closes while it is still being written to resets the connection.
  socket.on("error", () => {});
  socket.on("end", () => socket.end());
  await once(socket, "connect");
  socket.write(bytes, () => {
    if (after === "end") socket.end();
    if (after === "reset") socket.resetAndDestroy();
  });
  if (!socket.closed) await new Promise((fulfil) => socket.once("close", fulfil));
  const [head = "", ...body] = Buffer.concat(chunks).toString("latin1").split("\r\n\r\n");
  const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1];
  return { status: status === undefined ? undefined : Number(status), head, body: body.join("\r\n\r\n") };
}

/** A well-formed request; by default for the list of books, with credentials. */
export interface RequestParts {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The bytes of a request. */
export function requestText(parts: RequestParts): string {
  const { method = "GET", target = "/books", headers = {}, body } = parts;
  const length = body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
  const all = { Host: "localhost", Connection: "close", "Library-Card": "card-1", ...length, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body ?? ""}`;
}
