import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { performance } from "node:perf_hooks";
import { buffer } from "node:stream/consumers";
import { prepareAnswers } from "./answers.js";
import { readFingerprint } from "./credentials.js";
import { type DocumentSource, readDocument } from "./document.js";
import type { PageOptions } from "./pages.js";
import { type PlainAnswer, startPrism } from "./prism.js";
import { type RateLimit, RateLimiter, readRateLimit } from "./rate-limit.js";

/** How a mock server is started. */
export interface MockOptions {
  /** The bundled OpenAPI document: a JSON or YAML file, or the parsed object. */
  readonly document: DocumentSource;
  /** TCP port on 127.0.0.1; default 0, any free one. */
  readonly port?: number | undefined;
  /** The limit of each key; default what the document declares by `x-rate-limit`; false for none. */
  readonly rateLimit?: RateLimit | false | undefined;
  /** How long lists are that the document pages by `x-pagination`; false to answer with its examples alone. */
  readonly pages?: PageOptions | false | undefined;
}

/** What the server noted about a request when it arrived. */
export interface Arrival {
  /** When it arrived, in milliseconds, by `performance.now()`. */
  readonly at: number;
  readonly method: string;
  /** The path without its query. */
  readonly path: string;
  /** Status of the answer; undefined until it is known. */
  readonly status: number | undefined;
  /** A fingerprint that tells keys apart without telling them; undefined when the request had no credentials. */
  readonly key: string | undefined;
}

/** A running mock server. */
export interface Mock {
  /** Where it listens, e.g. `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Every request since the start or the last `reset()`, in order of arrival. */
  readonly arrivals: readonly Arrival[];
  /** Stops the server and ends every connection. */
  close(): Promise<void>;
  /** Forgets the arrivals, and what was counted against the rate limit. */
  reset(): void;
}

/**
 * Starts a server on 127.0.0.1 that behaves like the API a document describes: Prism validates the requests and answers
 * with the document's examples, lists have real pages, and the rate limit is kept strictly for each key.
 *
 * @throws Error when the document cannot be read, or the port is taken.
 * @example
 * const mock = await startMock({ document: "openapi.json" });
 * const client = new Copilot({ apiKey: "test", baseURL: mock.url });
 * await mock.close();
 */
export async function startMock(options: MockOptions): Promise<Mock> {
  const document = await readDocument(options.document);
  const limit = options.rateLimit === false ? undefined : (options.rateLimit ?? readRateLimit(document));
  const newLimiter = () => (limit === undefined ? undefined : new RateLimiter(limit));
  const fingerprint = readFingerprint(document);
  const prism = await startPrism(document);
  const answer = prepareAnswers(document, options.pages ?? {}, prism);
  const arrivals: Arrival[] = [];
  let limiter = newLimiter();

  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const { method = "GET", url: target = "/", headers } = incoming;
    const { pathname, searchParams } = new URL(target, "http://127.0.0.1");
    const at = performance.now();
    const key = fingerprint(headers, searchParams);
    const arrival: Mutable<Arrival> = { at, method, path: pathname, status: undefined, key };
    arrivals.push(arrival);
    const admitted = limiter?.admit(key ?? "", at) ?? true;
    const body = await buffer(incoming);
    const result = await answer({ method, target, headers, body }, admitted);
    arrival.status = result.status;
    send(response, result);
  };

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => response.destroy(asError(error)));
  });
  const close = async () => {
    const closed = new Promise((fulfil) => server.close(fulfil));
    server.closeAllConnections();
    await Promise.all([closed, prism.close()]);
  };
  try {
    await new Promise<void>((fulfil, reject) => {
      server.once("error", reject).listen(options.port ?? 0, "127.0.0.1", fulfil);
    });
  } catch (error) {
    await close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  const reset = () => {
    arrivals.length = 0;
    limiter = newLimiter();
  };
  return { url: `http://127.0.0.1:${port}`, arrivals, close, reset };
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

function send(response: ServerResponse, answer: PlainAnswer): void {
  const {
    connection: _connection,
    "keep-alive": _keepAlive,
    "content-length": _length,
    ...headers
  } = answer.headers;
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && name !== "transfer-encoding") response.setHeader(name, value);
  }
  response.writeHead(answer.status).end(answer.body);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
