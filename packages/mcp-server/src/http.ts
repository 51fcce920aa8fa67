import { createHash, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import {
  createMcpHandler,
  hostHeaderValidationResponse,
  localhostAllowedHostnames,
  type McpServer,
  originValidationResponse,
} from "@modelcontextprotocol/server";

/** How a server is reached over HTTP. */
export interface HttpSettings {
  /** TCP port on 127.0.0.1; 0: any free one. */
  readonly port: number;
  /** What clients send in `Authorization: Bearer ...`. */
  readonly token: string;
  readonly onError: (error: Error) => void;
}

/** A server that listens. */
export interface HttpServer {
  /** `http://127.0.0.1:4020/mcp` */
  readonly url: string;
  /** Ends the calls that are running, and stops listening. */
  close(): Promise<void>;
}

/** The only path. */
const PATH = "/mcp";

/**
 * Serves Streamable HTTP on this machine alone. Every request needs the token, and those of web pages are refused, because any page in a browser
 * can send requests to this machine.
 *
 * @throws {Error} if the port is taken.
 */
export async function serveHttp(
  createMcpServer: () => McpServer,
  { port, token, onError }: HttpSettings,
): Promise<HttpServer> {
  const handler = createMcpHandler(createMcpServer, { onerror: onError });
  const respond = async (request: Request): Promise<Response> => {
    if (new URL(request.url).pathname !== PATH) return new Response(undefined, { status: 404 });
    const refusal =
      hostHeaderValidationResponse(request, localhostAllowedHostnames()) ??
      originValidationResponse(request, []);
    if (refusal !== undefined) return refusal;
    if (!hasToken(request, token)) {
      return new Response(undefined, { status: 401, headers: { "www-authenticate": "Bearer" } });
    }
    return handler.fetch(request);
  };
  const server = createServer((incoming, outgoing) => {
    const gone = new AbortController();
    outgoing.once("close", () => gone.abort());
    respond(requestFrom(incoming, gone.signal))
      .then((response) => send(response, outgoing))
      .catch((error: Error) => {
        if (!gone.signal.aborted) onError(error);
        outgoing.destroy();
      });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}`,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      await handler.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Compares hashes, so that the time tells nothing about the token. */
function hasToken(request: Request, token: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  const given = request.headers.get("authorization") ?? "";
  return timingSafeEqual(hash(given), hash(`Bearer ${token}`));
}

function requestFrom(incoming: IncomingMessage, signal: AbortSignal): Request {
  const { method = "GET", url = "/", headers } = incoming;
  const given = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((each): [string, string] => [name, each]),
  );
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(new URL(url, "http://127.0.0.1"), {
    method,
    headers: given,
    signal,
    ...(hasBody && { body: Readable.toWeb(incoming), duplex: "half" }),
  } as RequestInit);
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) outgoing.end();
  else await pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing);
}
