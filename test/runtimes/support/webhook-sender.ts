import { once } from "node:events";
import { type IncomingMessage, type OutgoingHttpHeaders, request } from "node:http";
import { connect, type Socket } from "node:net";
import { json, text } from "node:stream/consumers";
import { EVERY_EVENT, RECEIVED, type Received } from "./webhook-protocol.ts";

/** A request to a server of the webhook tests, right or wrong. */
export interface Delivery {
  /** Default: POST. */
  readonly method?: string;
  /** Default: the path that takes every event. */
  readonly path?: string;
  /** A header whose value is a list is sent as often. */
  readonly headers: OutgoingHttpHeaders;
  /** Default: none. */
  readonly body?: string | Uint8Array;
}

/** Sends a request on a connection of its own, and gives the status of the answer. */
export async function send(url: string, delivery: Delivery): Promise<number> {
  const { method = "POST", path = EVERY_EVENT, headers, body } = delivery;
  const response = await answerTo(url, { method, path, headers, body });
  // A server that refuses a body before its end may close the connection on the rest of it.
  await text(response).catch(() => "");
  return response.statusCode ?? 0;
}

/** What a server received since this was asked the last time. */
export async function takeReceived(url: string): Promise<Received> {
  const response = await answerTo(url, { method: "GET", path: RECEIVED, headers: {}, body: undefined });
  return (await json(response)) as Received;
}

/** Sends a request without its last byte, then drops the connection. */
export async function breakOff(url: string, delivery: Delivery): Promise<void> {
  (await sendAllButTheLastByte(url, delivery)).destroy();
}

/** Sends a request without its last byte, waits for the answer all the same, and gives its status. */
export async function holdBack(url: string, delivery: Delivery): Promise<number> {
  const socket = await sendAllButTheLastByte(url, delivery);
  const [data] = (await once(socket, "data")) as [Buffer];
  socket.destroy();
  return Number(/^HTTP\/1\.1 (\d+) /.exec(data.toString())?.[1]);
}

async function sendAllButTheLastByte(
  url: string,
  { headers, body = "", path = EVERY_EVENT }: Delivery,
): Promise<Socket> {
  const bytes = Buffer.from(body);
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const head = [`POST ${path} HTTP/1.1`, `host: ${hostname}`, `content-length: ${bytes.length}`, ...lines];
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  await new Promise((resolve) => socket.write(bytes.subarray(0, -1), resolve));
  return socket;
}

function answerTo(
  url: string,
  { body, ...options }: Required<Omit<Delivery, "body">> & { readonly body: Delivery["body"] },
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(url), { ...options, agent: false });
    outgoing.on("response", resolve).on("error", reject);
    outgoing.end(body);
  });
}
