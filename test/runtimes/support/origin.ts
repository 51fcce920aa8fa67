import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** The API behind a worker: it refuses a request too many, and keeps a count at `/count`. */
export interface Origin {
  readonly url: string;
  /** Milliseconds at which each request of the API arrived. */
  readonly arrivals: readonly number[];
  /** Requests of the API that were refused. */
  readonly refused: number;
  /** What the worker has counted. */
  readonly count: number;
  stop(): Promise<void>;
}

const LIMIT = 20;
const WINDOW = 1_000;

/** @param latency Milliseconds until a response. */
export async function startOrigin(latency = 30): Promise<Origin> {
  const arrivals: number[] = [];
  let refused = 0;
  let count = 0;
  const call = (response: ServerResponse): void => {
    const now = performance.now();
    const isRefused = arrivals.filter((at) => now - at < WINDOW).length >= LIMIT;
    if (isRefused) refused++;
    else arrivals.push(now);
    setTimeout(
      () =>
        response
          .writeHead(isRefused ? 429 : 200, { "content-type": "application/json" })
          .end('{"id":"cl_1"}'),
      latency,
    );
  };
  const server = createServer(({ url = "" }, response) => {
    const { pathname, searchParams } = new URL(url, "http://origin");
    if (pathname !== "/count") {
      call(response);
      return;
    }
    count += Number(searchParams.get("add") ?? 0);
    setTimeout(() => response.end(String(count)), latency);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    get refused() {
      return refused;
    },
    get count() {
      return count;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
