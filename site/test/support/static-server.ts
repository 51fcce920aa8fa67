import { once } from "node:events";
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { fileOf } from "../../src/check-links.ts";

/** A server of a folder, as hosts of static sites are: `guide/webhooks` is `guide/webhooks.html`, and anything else is `404.html`. */
export interface StaticServer extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
}

/** @param base Where the folder is on its host. Default: `/`. */
export async function serveFolder(folder: string, base = "/"): Promise<StaticServer> {
  const server = createServer(({ url = "/" }, response) => {
    const path = decodeURIComponent(new URL(url, "http://host").pathname);
    const file = path.startsWith(base) ? fileOf(path.slice(base.length), folder) : undefined;
    response.writeHead(file === undefined ? 404 : 200, {
      "content-type": TYPES[extname(file ?? "404.html")] ?? "application/octet-stream",
    });
    createReadStream(join(folder, file ?? "404.html")).pipe(response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const TYPES: { readonly [extension: string]: string } = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};
