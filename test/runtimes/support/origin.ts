import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** The API behind a worker. It rejects requests above the limit, and stores a count at `/count`. */
export interface Origin {
  readonly url: string;
  /** The arrival times of the API requests in ms. */
  readonly arrivals: readonly number[];
  /** The number of rejected API requests. */
  readonly refused: number;
  /** The count of the worker. */
  readonly count: number;
  stop(): Promise<void>;
}

const LIMIT = 20;
const WINDOW = 1_000;

/** @param latency The delay of responses in ms. */
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
