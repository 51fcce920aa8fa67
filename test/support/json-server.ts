import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** A received request. */
export interface Arrival {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** The value of `X-API-KEY`. */
  readonly key: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A response. Default status: 200. The body is sent as JSON; a string is sent unchanged. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A server for one test. */
export interface JsonServer {
  readonly url: string;
  /** All requests so far, in order of arrival. */
  readonly arrivals: readonly Arrival[];
}

/** Starts a server that ends with the test. */
export async function startJsonServer(
  answer: (arrival: Arrival) => Reply | Promise<Reply>,
): Promise<JsonServer> {
  const arrivals: Arrival[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    const key = headers["x-api-key"]?.toString();
    const arrival = { method, path: url, key, headers, body: await text(request) };
    arrivals.push(arrival);
    const { status = 200, headers: more, body } = await answer(arrival);
    response.writeHead(status, { "content-type": "application/json", ...more });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, arrivals };
}
