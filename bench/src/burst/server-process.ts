// A separate process: a server with a strict limit, behind a network with latency.

import { createServer, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { messagesOfParent, sendToParent } from "../parent.ts";
import { randomNumbers } from "../statistics.ts";
import type { Arrival, FromServer, ToServer } from "./server-messages.ts";
import type { BurstSettings } from "./settings.ts";
import { FixedLimit, SlidingLimit } from "./strict-limit.ts";

const arrivals: Arrival[] = [];

for await (const message of messagesOfParent<ToServer>()) {
  if (message.kind === "start") listen(message.settings);
  else sendToParent({ kind: "arrivals", arrivals } satisfies FromServer);
}

function listen(settings: BurstSettings): void {
  const server = createServer({ keepAliveTimeout: 600_000 }, answerStrictly(settings));
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo;
    sendToParent({ kind: "listening", url: `http://127.0.0.1:${port}` } satisfies FromServer);
  });
}

/** Delays a request, decides at its arrival, then delays the response. */
function answerStrictly({ rps, window, rtt, jitter, seed }: BurstSettings): RequestListener {
  const random = randomNumbers(seed);
  const travel = (then: () => void): void => {
    setTimeout(then, (rtt + random() * jitter) / 2);
  };
  const limit = window === "sliding" ? new SlidingLimit(rps) : new FixedLimit(rps);
  return ({ url = "" }, response) => {
    const process = /^\/v1\/clients\/(?<process>\d+)-/.exec(url)?.groups?.process;
    if (process === undefined) return answer(response, 200);
    travel(() => {
      const at = performance.now();
      const accepted = limit.accepts(at);
      arrivals.push({ at, accepted, process: Number(process) });
      travel(() => answer(response, accepted ? 200 : 429));
    });
  };
}

function answer(response: ServerResponse, status: 200 | 429): void {
  const body = status === 200 ? { id: "42", object: "client" } : { code: "rate_limit", message: "Slow down" };
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
