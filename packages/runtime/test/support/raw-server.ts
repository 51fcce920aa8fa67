import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** A server that writes raw bytes, which can violate HTTP. */
export interface RawServer extends AsyncDisposable {
  readonly url: string;
  /** The number of received requests. */
  readonly requests: number;
}

/** Starts a server that writes the same parts for each request, then closes the connection. `await using` stops it. */
export async function startRawServer(...parts: readonly (string | Uint8Array)[]): Promise<RawServer> {
  let requests = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", () => {
      requests++;
      for (const part of parts) socket.write(part);
      socket.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    get requests() {
      return requests;
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
