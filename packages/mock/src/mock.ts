import type { IncomingMessage } from "node:http";
import { performance } from "node:perf_hooks";
import { readFingerprint } from "./credentials.js";
import { type DocumentSource, readDocument } from "./document.js";
import { readOperations } from "./operations.js";
import type { PageOptions } from "./pages.js";
import { startPrism } from "./prism.js";
import { type RateLimit, RateLimiter, readRateLimit } from "./rate-limit.js";
import { respondFrom } from "./responses.js";
import { type PlainResponse, RefusedRequestError, readBody, serve } from "./server.js";

/** Options of a mock server. */
export interface MockOptions {
  /** The bundled OpenAPI document: a JSON or YAML file, or the parsed object. */
  readonly document: DocumentSource;
  /** TCP port on 127.0.0.1. Default: 0, any free port. */
  readonly port?: number | undefined;
  /** The rate limit of each key; false: none. Default: the `x-rate-limit` of the document. */
  readonly rateLimit?: RateLimit | false | undefined;
  /** Length of the lists that the document paginates with `x-pagination`; false: only the examples are returned. */
  readonly pages?: PageOptions | false | undefined;
  /** Time limit for receiving a whole request, in ms; slower requests get a 408. Default: 10,000. */
  readonly requestTimeout?: number | undefined;
}

/** A request that the server received. */
export interface Arrival {
  /** When it arrived, in ms of `performance.now()`. */
  readonly at: number;
  readonly method: string;
  /** The path without its query. */
  readonly path: string;
  /** Status of the response; undefined until it is known. */
  readonly status: number | undefined;
  /** Fingerprint of the credentials, which distinguishes keys without revealing them; undefined if the request had none. */
  readonly key: string | undefined;
}

/** A running mock server. */
export interface Mock {
  /** Its URL, such as `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Every request since the start or the last `reset()`, in order of arrival. */
  readonly arrivals: readonly Arrival[];
  /** Stops the server and closes every connection. */
  close(): Promise<void>;
  /** Clears the arrivals and the counts of the rate limit. */
  reset(): void;
}

/**
 * Starts a server on 127.0.0.1 that behaves like the API in a document: it validates requests, responds with the document's
 * examples, paginates lists, and enforces the rate limit of each key.
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
  const operations = readOperations(document);
  const prism = startPrism(document, operations);
  const respond = respondFrom(document, operations, options.pages ?? {}, prism);
  const arrivals: Arrival[] = [];
  let limiter = newLimiter();

  const handle = async (incoming: IncomingMessage): Promise<PlainResponse> => {
    const at = performance.now();
    const { method = "GET", url: target = "/", headers } = incoming;
    const url = parseTarget(target);
    const key = fingerprint(headers, url.searchParams);
    const arrival: Mutable<Arrival> = { at, method, path: url.pathname, status: undefined, key };
    arrivals.push(arrival);
    const admitted = limiter?.admit(key ?? "", at) ?? true;
    const body = await readBody(incoming);
    const response = await respond({ method, url, headers, body }, admitted);
    arrival.status = response.status;
    return response;
  };

  const { url, close } = await serve(handle, options.port ?? 0, options.requestTimeout ?? 10_000);
  const reset = () => {
    arrivals.length = 0;
    limiter = newLimiter();
  };
  return { url, arrivals, close, reset };
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/**
 * Parses the target of a request. Unnecessary escapes are decoded, so that equivalent spellings of a path match.
 *
 * @throws RefusedRequestError when it is not a URL.
 */
function parseTarget(target: string): URL {
  const address = target.startsWith("/") ? `http://127.0.0.1${target}` : target;
  if (!URL.canParse(address, "http://127.0.0.1")) {
    throw new RefusedRequestError(400, `${JSON.stringify(target)} is not a URL`);
  }
  const url = new URL(address, "http://127.0.0.1");
  url.pathname = url.pathname.replace(/%(2d|5f|7e|3\d|[46][1-9a-f]|[57][0-9a])/gi, decodeURIComponent);
  return url;
}
