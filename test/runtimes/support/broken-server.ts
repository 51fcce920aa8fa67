import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { gzipSync } from "node:zlib";

/** A server with invalid responses, like those that servers, proxies and networks produce. */
export interface BrokenServer {
  readonly url: string;
  /** The names of the responses with an open connection. */
  readonly open: ReadonlySet<string>;
  stop(): Promise<void>;
}

const whole = JSON.stringify({
  id: "1",
  words: Array.from({ length: 400 }, (_, n) => `w${(n * 7919) % 997}`),
});
const packed = gzipSync(whole);
const blanks = gzipSync(Buffer.alloc(20_000_000, " "));
const half = (body: string | Buffer): Buffer => Buffer.from(body).subarray(0, body.length >> 1);
const typed = (type: string, headers: readonly string[]): string =>
  `${["HTTP/1.1 200 OK", `content-type: ${type}`, "connection: close", ...headers].join("\r\n")}\r\n\r\n`;
const head = (...headers: readonly string[]): string => typed("application/json", headers);
const events = (...headers: readonly string[]): string => typed("text/event-stream", headers);
const chunk = (body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from("\r\n")]);
const gzipped = "content-encoding: gzip";
const chunked = "transfer-encoding: chunked";
const length = (body: string | Buffer): string => `content-length: ${body.length}`;

/** Truncated bodies by the name of the task that is requested. */
export const CUTS: Readonly<Record<string, readonly (string | Buffer)[]>> = {
  "length-cut": [head(length(whole)), half(whole)],
  "chunks-cut": [head(chunked), chunk(half(whole))],
  "chunk-cut": [head(chunked), "fff\r\n", half(whole)],
  "connection-cut": [head(), half(whole)],
  "gzip-length-cut": [head(gzipped, length(packed)), half(packed)],
  "gzip-chunks-cut": [head(gzipped, chunked), chunk(half(packed))],
  "gzip-short": [head(gzipped, length(half(packed))), half(packed)],
  "gzip-short-in-chunks": [head(gzipped, chunked), chunk(half(packed)), "0\r\n\r\n"],
  "gzip-invalid": [head(gzipped, "content-length: 12"), "not gzip, no"],
};

const RESPONSES: Readonly<Record<string, readonly (string | Buffer)[]>> = {
  ...CUTS,
  empty: [head("content-length: 0")],
  blanks: [head(gzipped, length(blanks)), blanks],
  whole: [head(gzipped, length(packed)), packed],
  marked: [head("content-length: 13"), '\ufeff{"id":"1"}'],
  streamed: [
    events(chunked),
    ...Array.from('\ufeff: hi\r\ndata: {"id":"\u00fc"}\r\n\r\ndata: {"id":"2"}\n\ndata: [DONE]\n\n', (text) =>
      chunk(Buffer.from(text)),
    ),
    "0\r\n\r\n",
  ],
  "stream-cut": [events(chunked), chunk(Buffer.from('data: {"id":"1"}\n\ndata: {"id":'))],
};

/** Starts a server that responds to a request for a task by its name. For `stalled…`, it sends only the start of a body. */
export async function startBrokenServer(): Promise<BrokenServer> {
  const open = new Set<string>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", (data) => {
      const name = /^GET \/v1\/tasks\/([\w-]+)/.exec(data.toString())?.[1] ?? "";
      open.add(name);
      socket.on("close", () => open.delete(name));
      if (name.startsWith("stalled-stream")) return socket.write(`${events()}data: {"id":"1"}\n\n`);
      if (name.startsWith("stalled")) return socket.write(`${head()}{"id":`);
      for (const part of RESPONSES[name] ?? []) socket.write(part);
      return socket.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
