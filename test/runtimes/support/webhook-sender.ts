import { once } from "node:events";
import {
  Agent,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type RequestOptions,
  request,
} from "node:http";
import { connect, type Socket } from "node:net";
import { json, text } from "node:stream/consumers";
import { EVERY_EVENT, RECEIVED, type Received } from "./webhook-protocol.ts";

/** A request to a server of the webhook tests, valid or not. */
export interface Delivery {
  /** Default: POST. */
  readonly method?: string;
  /** Default: the path that accepts every event. */
  readonly path?: string;
  /** A header with an array is sent once for each element. */
  readonly headers: OutgoingHttpHeaders;
  /** Default: none. */
  readonly body?: string | Uint8Array;
}

/** Sends a request, and returns the status of the response. Default connection: a new one. */
export async function send(
  url: string,
  delivery: Delivery,
  agent: RequestOptions["agent"] = false,
): Promise<number> {
  const { method = "POST", path = EVERY_EVENT, headers, body } = delivery;
  const response = await answerTo(url, { method, path, headers, body }, agent);
  // A server that rejects a body early may close the connection before the rest is sent.
  await text(response).catch(() => "");
  return response.statusCode ?? 0;
}

/** Sends requests one after the other on the same connection, and returns the statuses of the responses. */
export async function sendAll(url: string, deliveries: readonly Delivery[]): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const statuses: number[] = [];
  for (const delivery of deliveries) statuses.push(await send(url, delivery, agent));
  agent.destroy();
  return statuses;
}

/** Everything that a server received since the last call. */
export async function takeReceived(url: string): Promise<Received> {
  const response = await answerTo(url, { method: "GET", path: RECEIVED, headers: {}, body: undefined });
  return (await json(response)) as Received;
}

/** Sends a request without its last byte, then drops the connection. */
export async function breakOff(url: string, delivery: Delivery): Promise<void> {
  (await sendAllButTheLastByte(url, delivery)).destroy();
}

/** Sends a request without its last byte, waits for the response anyway, and returns its status. */
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
  agent: RequestOptions["agent"] = false,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(url), { ...options, agent });
    outgoing.on("response", resolve).on("error", reject);
    outgoing.end(body);
  });
}
