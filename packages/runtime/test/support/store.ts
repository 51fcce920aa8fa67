// A files API and its storage, as strict as S3: it rejects chunked bodies, and accepts a file only when it is complete.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A created file. Its content is set once it has arrived completely. */
export interface StoredFile {
  readonly id: string;
  /** Size in bytes. Undefined until the content is complete. */
  size?: number;
  /** SHA-256 of the content, in hex. */
  hash?: string;
  /** Headers of the last upload request. */
  headers?: IncomingMessage["headers"];
  /** The number of upload requests so far. */
  attempts: number;
  /** The number of bytes received from the last upload request. */
  arrived: number;
}

/** How the storage fails a request: it responds with a status, drops the connection, or stops reading. */
export type Fault = number | "reset" | "stall";

/** A store on a free local port. */
export interface Store extends AsyncDisposable {
  readonly url: string;
  readonly files: readonly StoredFile[];
  /** Makes the next requests to the storage fail, in this order. */
  readonly faults: Fault[];
  /** Resolves when the condition holds. It is checked whenever bytes arrive or a connection ends. */
  until(condition: () => boolean): Promise<void>;
}

/**
 * Starts a store. `await using` stops it.
 *
 * @param isHashed Whether to hash each content, which takes longer than receiving it.
 */
export async function startStore({ isHashed = true } = {}): Promise<Store> {
  const files: StoredFile[] = [];
  const faults: Fault[] = [];
  const waiting = new Set<() => void>();
  const changed = (): void => {
    for (const look of waiting) look();
  };
  const server = createServer((request, response) => {
    // Allows pages of any origin.
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "*");
    response.setHeader("access-control-allow-methods", "*");
    const { method, url = "" } = request;
    const file = files.find(({ id }) => url.split("?")[0]?.endsWith(`/${id}`));
    if (method === "OPTIONS") response.end();
    else if (method === "POST") create(request, response);
    else if (file === undefined) response.writeHead(404).end();
    else if (method === "PUT") void take(file, request, response);
    else response.end(JSON.stringify({ ...file, status: file.size === undefined ? "pending" : "completed" }));
  });
  const create = (request: IncomingMessage, response: ServerResponse): void => {
    const file: StoredFile = { id: `file-${files.length + 1}`, attempts: 0, arrived: 0 };
    files.push(file);
    request.resume();
    response.end(
      JSON.stringify({
        id: file.id,
        status: "pending",
        uploadUrl: `${url}/storage/${file.id}?signature=secret`,
      }),
    );
  };
  const take = async (
    file: StoredFile,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    file.attempts++;
    file.arrived = 0;
    file.headers = request.headers;
    const fault = faults.shift();
    if (request.headers["transfer-encoding"] !== undefined) return refuse(response, 501, "NotImplemented");
    if (request.headers["content-length"] === undefined) return refuse(response, 411, "MissingContentLength");
    const hash = createHash("sha256");
    request.on("close", changed);
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) {
        file.arrived += chunk.length;
        if (isHashed) hash.update(chunk);
        changed();
        if (fault === "reset") request.destroy();
        if (fault === "stall") await new Promise(() => {});
      }
    } catch {
      return;
    }
    if (typeof fault === "number") return refuse(response, fault, "SlowDown");
    Object.assign(file, { size: file.arrived, ...(isHashed && { hash: hash.digest("hex") }) });
    response.end();
  };
  const url = await listen(server);
  return {
    url,
    files,
    faults,
    until: (condition) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!condition()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { connection: "close" }).end(`<Error><Code>${code}</Code></Error>`);
}
