// A server that cannot be reached: the error contains the host and the reason, but no secret.
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { inspect } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { APIConnectionError, type APIError } from "../src/index.js";
import { selfSignedCertificate } from "./support/certificate.js";
import { startServer } from "./support/server.js";
import { retrieveItem, scriptedFetch, shop } from "./support/shop.js";

const PLACE = "(GET /v1/items/{id})";

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server = undefined;
});

/** Starts a server and returns its port. */
async function listening(started: Server): Promise<number> {
  server = started.listen(0, "127.0.0.1");
  await once(started, "listening");
  return (started.address() as AddressInfo).port;
}

async function errorOf(baseURL: string): Promise<Error> {
  const client = shop({ baseURL, apiKey: "a-secret-key", maxRetries: 0 });
  const error: unknown = await client
    .request(retrieveItem, { id: "a-private-id" }, { query: { token: "a-secret-token" } })
    .catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(APIConnectionError);
  expect((error as Error).cause).toBeInstanceOf(Error);
  const printed = `${inspect(error)} ${JSON.stringify(error)} ${(error as Error).stack}`;
  expect(printed).not.toMatch(/a-secret-key|a-private-id|a-secret-token|prefix/);
  return error as Error;
}

describe("a connection error names the host and the reason:", () => {
  test("a port without a listener", async () => {
    const closed = await startServer(() => {});
    await closed[Symbol.asyncDispose]();
    const { host } = new URL(closed.url);
    const { message } = await errorOf(`${closed.url}/prefix`);
    expect(message).toBe(`cannot connect to ${host}: connection refused (ECONNREFUSED) ${PLACE}`);
  });

  test("a host that does not exist", async () => {
    const { message } = await errorOf("https://no-such-host.invalid/prefix");
    expect(message).toMatch(
      /^cannot connect to no-such-host\.invalid: unknown host \((ENOTFOUND|EAI_AGAIN)\) \(GET/,
    );
  });

  test("an untrusted certificate", async () => {
    const port = await listening(createTlsServer(selfSignedCertificate()));
    const { message } = await errorOf(`https://localhost:${port}`);
    expect(message).toBe(
      `cannot connect to localhost:${port}: its TLS certificate is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT) ${PLACE}`,
    );
  });

  test("https to a server that speaks HTTP", async () => {
    const port = await listening(createHttpServer());
    const { message } = await errorOf(`https://127.0.0.1:${port}`);
    expect(message).toMatch(`cannot connect to 127.0.0.1:${port}: the TLS handshake failed`);
    expect(message).toMatch(/\((ERR_SSL_[A-Z_]+|EPROTO)\) \(GET/);
  });

  test("a server that does not speak HTTP", async () => {
    const port = await listening(createServer((socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n")));
    const { message } = await errorOf(`http://127.0.0.1:${port}`);
    expect(message).toMatch(`cannot connect to 127.0.0.1:${port}: not an HTTP server`);
  });

  test("a server that closes the connection", async () => {
    const hangUp = createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () => socket.resetAndDestroy());
    });
    const port = await listening(hangUp);
    const { message } = await errorOf(`http://127.0.0.1:${port}`);
    expect(message).toBe(`connection to 127.0.0.1:${port} closed before a response (ECONNRESET) ${PLACE}`);
  });

  test("a port that fetch blocks", async () => {
    const { message } = await errorOf("http://127.0.0.1:6000");
    expect(message).toBe(`cannot connect to 127.0.0.1:6000: fetch does not allow this port ${PLACE}`);
  });
});

/** Real errors of the platforms, with a secret wherever they contain the URL. */
const url = "https://shop.test/v1/items/1?key=a-secret-key";
const seen: readonly (readonly [platform: string, failure: unknown, message: string])[] = [
  ["Bun", bunError("ECONNREFUSED"), "cannot connect to shop.test: connection refused (ECONNREFUSED)"],
  ["Bun before 1.3", bunError("ConnectionRefused"), "cannot connect to shop.test: connection refused"],
  ["Bun", bunError("Malformed_HTTP_Response"), "cannot connect to shop.test: not an HTTP server"],
  [
    "Deno",
    denoError("client error (Connect): tcp connect error: Connection refused (os error 111)"),
    "cannot connect to shop.test: connection refused",
  ],
  [
    "Deno",
    denoError("client error (Connect): dns error: failed to lookup address information"),
    "cannot connect to shop.test: unknown host",
  ],
  [
    "Deno",
    denoError("client error (Connect): invalid peer certificate: UnknownIssuer"),
    "cannot connect to shop.test: its TLS certificate is not trusted",
  ],
  [
    "Deno",
    denoError("client error (Connect): received corrupt message of type InvalidContentType"),
    "cannot connect to shop.test: the TLS handshake failed; the server may not support https",
  ],
  [
    "Deno",
    denoError("client error (SendRequest): connection closed before message completed"),
    "connection to shop.test closed before a response",
  ],
  [
    "Deno",
    new TypeError("Fetch failed: Requests to port 9 are blocked"),
    "cannot connect to shop.test: fetch does not allow this port",
  ],
  ["workerd", new Error("Network connection lost."), "connection to shop.test closed before a response"],
  ["workerd", new Error("internal error; reference = a-secret-key"), "no response from shop.test"],
  [
    "Chromium",
    new TypeError("Failed to fetch"),
    "cannot connect to shop.test: the browser gives no reason; the network, TLS or CORS",
  ],
  [
    "Firefox",
    new TypeError("NetworkError when attempting to fetch resource."),
    "cannot connect to shop.test: the browser gives no reason; the network, TLS or CORS",
  ],
  [
    "Safari",
    new TypeError("Load failed"),
    "cannot connect to shop.test: the browser gives no reason; the network, TLS or CORS",
  ],
  ["Deno", new TypeError("Fetch failed: a-secret-key"), "no response from shop.test"],
  ["React Native", new TypeError("Network request failed"), "no response from shop.test"],
  [
    "Node, with several addresses",
    new TypeError("fetch failed", { cause: Object.assign(new AggregateError([]), { code: "ETIMEDOUT" }) }),
    "cannot connect to shop.test: no response in time (ETIMEDOUT)",
  ],
  [
    "a library",
    Object.assign(new Error(`request to ${url} failed`), { code: "a-secret-key" }),
    "no response from shop.test",
  ],
];

describe("connection errors have the same messages on all platforms:", () => {
  test.each(seen)("%s, %s", async (_, failure, message) => {
    const fetch = scriptedFetch(failure as Error);
    const client = shop({ fetch, apiKey: "a-secret-key", maxRetries: 0 });
    const error: unknown = await client.request(retrieveItem, { id: "1" }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(APIConnectionError);
    expect(error).toMatchObject({
      message: `${message} ${PLACE}`,
      cause: failure,
      operation: "retrieveItem",
    });
    expect(`${inspect(error)} ${JSON.stringify(error)}`).not.toContain("a-secret-key");
  });
});

test("words in the host name do not affect the reason", async () => {
  const cause = Object.assign(new Error("Connect Timeout Error (attempted address: ssl.certs.test:443)"), {
    code: "UND_ERR_CONNECT_TIMEOUT",
  });
  const fetch = scriptedFetch(new TypeError("fetch failed", { cause }));
  const client = shop({ fetch, baseURL: "https://ssl.certs.test", maxRetries: 0 });
  await expect(client.request(retrieveItem, { id: "1" })).rejects.toThrow(
    "cannot connect to ssl.certs.test: no response in time (UND_ERR_CONNECT_TIMEOUT)",
  );
});

test("the message redacts a key in the host name", async () => {
  const fetch = scriptedFetch(new TypeError("fetch failed"));
  const client = shop({
    fetch,
    apiKey: "A-SECRET-KEY",
    baseURL: "https://a-secret-key.shop.test",
    maxRetries: 0,
  });
  const error = await client.request(retrieveItem, { id: "1" }).catch((thrown: APIError) => thrown);
  expect((error as APIError).message).toBe(`no response from ***.shop.test ${PLACE}`);
});

function bunError(code: string): unknown {
  return Object.assign(new TypeError(`${code}: Unable to connect`), { code, path: url, errno: 0 });
}

function denoError(text: string): unknown {
  return new TypeError("fetch failed", {
    cause: new Error(`error sending request for url (${url}): ${text}`),
  });
}
