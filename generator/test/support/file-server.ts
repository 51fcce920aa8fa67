import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A server on this machine, and the paths that were requested. */
export interface FileServer {
  readonly url: string;
  readonly host: string;
  readonly requests: readonly string[];
}

/** Starts a server, which is closed after the test. */
export async function serve(listener: RequestListener): Promise<FileServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? "");
    listener(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, requests };
}

/** Serves files by path. Others have the status 404. */
export function serveFiles(files: { readonly [path: string]: string }): Promise<FileServer> {
  return serve(({ url = "" }, response) => {
    const text = files[url];
    response.writeHead(text === undefined ? 404 : 200).end(text);
  });
}

/** Sends bytes without an end. */
export const sendEndlessly: RequestListener = (_request, response) => {
  const block = Buffer.alloc(1024 * 1024, " ");
  const send = () => {
    while (!response.destroyed && response.write(block)) {}
  };
  response.on("drain", send);
  send();
};
