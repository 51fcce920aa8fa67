import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { type DocumentSource, readDocument } from "./document.js";
import { type Mock, startMock } from "./mock.js";
import { findOperation, type Operation, readOperations } from "./operations.js";
import { operationPreference } from "./prefer.js";
import {
  type Exchange,
  readExampleProblem,
  verifyError,
  verifyRequest,
  verifyResult,
} from "./wire-checks.js";

/** Options of a wire test. */
export interface WireSetup {
  /** The bundled OpenAPI document. */
  readonly document: DocumentSource;
  /** File to which `stop()` writes the verified operations and statuses. Default: none. */
  readonly coverage?: string | URL | undefined;
}

/** Options for the client under test. */
export interface WireClientOptions {
  readonly apiKey: string;
  readonly baseURL: string;
  readonly fetch: typeof fetch;
  readonly rateLimit: false;
  readonly maxRetries: 0;
}

/** Options for one call of the client under test: they choose the status of the response. */
export interface WireOptions {
  readonly headers: Readonly<Record<string, string>>;
}

/** A verified operation and status. */
export interface WireCoverage {
  /** `GET /v1/files/{id}` */
  readonly operation: string;
  readonly status: number;
  /** Why the schema does not allow the document's example of the response. The test used another one if there is one. */
  readonly exampleProblem?: string;
}

// The client is created before the server has a port, so its base URL is a placeholder that its fetch replaces.
const baseURL = "http://wire.invalid";

/**
 * Verifies that a client sends valid requests and returns the server's responses: one operation and one documented status at a
 * time, against a mock server of the document.
 *
 * @example
 * const wire = new Wire({ document: new URL("../openapi.json", import.meta.url) });
 * const billing = new BillingClient(wire.clientOptions);
 * beforeAll(() => wire.start());
 * afterAll(() => wire.stop());
 * test("404", () => wire.verify("GET /v1/invoices/{id}", 404, (options) => billing.invoices.retrieve("in_1", options)));
 */
export class Wire {
  /** Options to create the client under test with; valid before `start()`. */
  readonly clientOptions: WireClientOptions;
  readonly #setup: WireSetup;
  readonly #passed: WireCoverage[] = [];
  #exchanges: Exchange[] = [];
  #operations: readonly Operation[] = [];
  #mock: Mock | undefined;

  constructor(setup: WireSetup) {
    this.#setup = setup;
    const send: typeof fetch = (input, init) => this.#fetch(new Request(input, init));
    this.clientOptions = { apiKey: "wire", baseURL, fetch: send, rateLimit: false, maxRetries: 0 };
  }

  /** Starts the mock server, without a rate limit and a memory. */
  async start(): Promise<void> {
    const document = await readDocument(this.#setup.document);
    this.#operations = readOperations(document);
    this.#mock = await startMock({ document, rateLimit: false, memory: false });
  }

  /** Stops the mock server and writes the coverage file. */
  async stop(): Promise<void> {
    await this.#mock?.close();
    this.#mock = undefined;
    if (this.#setup.coverage !== undefined) await writeCoverage(this.#setup.coverage, this.#passed);
  }

  /**
   * Verifies a call that gets a documented status. It must send exactly one valid request to the right operation. A result must equal
   * the response body; an error must have the class of its status and the response body. Only one call may run at a time.
   *
   * @param name Method and path of the operation: `GET /v1/files/{id}`.
   * @param status A documented status of it: 200 to 299, or 400 to 599.
   * @param call Calls the client with the given options.
   * @throws AssertionError when anything differs.
   */
  async verify(
    name: string,
    status: number,
    call: (options: WireOptions) => PromiseLike<unknown>,
  ): Promise<void> {
    const operation = this.#operations.find(({ id }) => id === name);
    const documented = operation?.responses.has(String(status));
    assert(operation && documented, `the document has no ${status} for ${name}`);
    this.#exchanges = [];
    // The path of a request may match the templates of several operations.
    const prefer = `code=${status}, ${operationPreference(name)}`;
    const [outcome] = await Promise.allSettled([call({ headers: { prefer } })]);
    const [exchange, ...others] = this.#exchanges;
    if (exchange === undefined) throw failure(`${name} sent no request`, outcome);
    assert.equal(others.length, 0, `${name} sent ${others.length + 1} requests instead of one`);
    const { method, path } = exchange;
    const sent = findOperation(this.#operations, { method, path, preferred: name });
    assert.equal(sent?.id, name, `${method} ${path} was sent`);
    verifyRequest(exchange, status);
    if (status < 400) {
      if (outcome.status === "rejected") throw failure(`${name} failed on ${status}`, outcome);
      await verifyResult(exchange, outcome.value, operation);
    } else {
      assert.equal(outcome.status, "rejected", `${name} succeeded although the status was ${status}`);
      if (outcome.status === "rejected") verifyError(exchange, outcome.reason);
    }
    const exampleProblem = readExampleProblem(exchange);
    this.#passed.push({ operation: name, status, ...(exampleProblem !== undefined && { exampleProblem }) });
  }

  async #fetch(request: Request): Promise<Response> {
    assert(this.#mock, "start() the wire test before it sends requests");
    // A request may outlast its test, and must not count for the next one.
    const exchanges = this.#exchanges;
    const { pathname, search } = new URL(request.url);
    const body = request.body === null ? null : await request.arrayBuffer();
    const { method, headers, signal } = request;
    const response = await fetch(this.#mock.url + pathname + search, { method, headers, signal, body });
    const bytes = new Uint8Array(await response.arrayBuffer());
    exchanges.push({
      method,
      path: pathname,
      status: response.status,
      headers: response.headers,
      bytes,
    });
    const { status, statusText } = response;
    const isNullBody = [204, 205, 304].includes(status);
    return new Response(isNullBody ? null : bytes, { status, statusText, headers: response.headers });
  }
}

function failure(message: string, outcome: PromiseSettledResult<unknown>): Error {
  const cause = outcome.status === "rejected" ? outcome.reason : undefined;
  return new assert.AssertionError({ message: cause === undefined ? message : `${message}: ${cause}` });
}

async function writeCoverage(file: string | URL, passed: readonly WireCoverage[]): Promise<void> {
  const path = file instanceof URL ? fileURLToPath(file) : file;
  const lines = passed.map((each) => JSON.stringify(each)).sort();
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `[\n${lines.join(",\n")}\n]\n`);
}
