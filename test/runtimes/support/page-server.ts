import { once } from "node:events";
import { createReadStream, existsSync } from "node:fs";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { pipeline } from "node:stream";
import { json } from "node:stream/consumers";

/** The server of a page. */
export interface PageServer {
  readonly url: string;
  /** The body that the page sent to `/report`. */
  readonly report: Promise<unknown>;
  stop(): Promise<void>;
}

/** Serves the files of a folder, receives the report of the page, and forwards all other requests to the API like a backend. */
export async function servePage(folder: string, apiUrl: string): Promise<PageServer> {
  const report = Promise.withResolvers<unknown>();
  const server = createServer(async (incoming, response) => {
    const { pathname } = new URL(incoming.url ?? "/", "http://127.0.0.1");
    const file = join(folder, pathname === "/" ? "index.html" : pathname);
    if (pathname === "/report") {
      report.resolve(await json(incoming));
      response.end();
    } else if (extname(file) !== "" && existsSync(file)) {
      const type = extname(file) === ".html" ? "text/html" : "text/javascript";
      createReadStream(file).pipe(response.setHeader("content-type", type));
    } else passOn(apiUrl, incoming, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    report: report.promise,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function passOn(apiUrl: string, incoming: IncomingMessage, response: ServerResponse): void {
  const { method, headers, url = "/" } = incoming;
  const outgoing = request(new URL(url, apiUrl), { method, headers });
  outgoing.on("response", (answer) => {
    if (response.destroyed) return answer.destroy();
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    // Unlike pipe(), a response that is cut off is cut off for the page, too, and one that the page leaves is closed.
    pipeline(answer, response, () => {});
  });
  outgoing.on("error", () => response.writeHead(502).end());
  incoming.pipe(outgoing);
}
