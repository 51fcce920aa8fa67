import assert from "node:assert/strict";
import { asSent } from "./exact-integers.js";
import { asList, asObject, isJson, isObject, type JsonObject } from "./json.js";
import type { Operation } from "./operations.js";
import { decodeStream } from "./streams.js";
import { INVALID_EXAMPLE } from "./violations.js";

/** A request of the client, and the raw response to it. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Verifies that a request was valid, and that the response has the expected status. */
export function verifyRequest(exchange: Exchange, status: number): void {
  const violations = readViolations(exchange.headers.get("sl-violations"));
  const { method, path } = exchange;
  assert.equal(violations, "", `${method} ${path} violates the document: ${violations}`);
  const text = textOf(exchange);
  assert.equal(exchange.status, status, `${method} ${path} got ${exchange.status}: ${text}`);
}

/** Verifies that the result of a call has exactly the attributes of the response, or a stream exactly its items. */
export async function verifyResult(
  exchange: Exchange,
  result: unknown,
  { streamEnd = {}, streamsText = false }: Partial<Pick<Operation, "streamEnd" | "streamsText">>,
): Promise<void> {
  const contentType = exchange.headers.get("content-type") ?? "";
  const sent = isStream(result) ? decodeStream(contentType, textOf(exchange), streamEnd) : undefined;
  if (sent !== undefined) {
    const items: unknown[] = [];
    for await (const item of result as AsyncIterable<unknown>) items.push(item);
    const areStrings = items.every((item) => typeof dataOf(item) === "string");
    const isText = areStrings && (streamsText || sent.some(({ json }) => json === undefined));
    assert.deepEqual(
      items.map((item, index) => asSent(dataOf(item), sent[index]?.json)),
      sent.map(({ text, json }) => (isText ? text : json)),
    );
  } else if (exchange.bytes.length === 0) {
    const rest = result instanceof Response ? await result.text() : (result ?? "");
    assert.equal(rest, "", "the response is empty, the result is not");
  } else if (result instanceof Response) {
    const bytes = new Uint8Array(await result.arrayBuffer());
    assert.deepEqual(bytes, exchange.bytes, "the result has other bytes than the response");
  } else {
    const body = bodyOf(exchange);
    assert.deepEqual(asSent(isPage(result) ? partsOfPage(result, body) : result, body), body);
  }
}

/** Verifies that an error has the class, the status and the body of the response. */
export function verifyError(exchange: Exchange, error: unknown): void {
  assert(error instanceof Error, `the call was rejected with a value that is not an error: ${error}`);
  assert(
    errorNamesOf(exchange.status).includes(error.name),
    `${exchange.status} was thrown as ${error.name}: ${error.message}`,
  );
  assert("status" in error && "body" in error, `${error.name} has no status and body`);
  assert.equal(error.status, exchange.status);
  const expected = exchange.bytes.length === 0 ? undefined : errorBodyOf(exchange, error.body);
  assert.deepEqual(asSent(error.body, expected), expected, "the error has another body than the response");
}

const errorNames = new Map([
  [400, ["BadRequestError"]],
  [401, ["AuthenticationError"]],
  [403, ["PermissionDeniedError"]],
  [404, ["NotFoundError"]],
  [409, ["ConflictError"]],
  [422, ["UnprocessableEntityError"]],
  // The words of the body decide, and those of an example may be of a quota.
  [429, ["RateLimitError", "QuotaExceededError"]],
]);

function errorNamesOf(status: number): readonly string[] {
  return errorNames.get(status) ?? [status >= 500 ? "InternalServerError" : "APIError"];
}

/** Why the schema does not allow the document's example of the response. Undefined if it does. */
export function readExampleProblem({ headers }: Exchange): string | undefined {
  const text = violationsIn(headers.get("sl-violations")).find(
    ({ code }) => code === INVALID_EXAMPLE,
  )?.message;
  return text === undefined ? undefined : String(text);
}

/** The violations that the mock found in a request or in its own response, without warnings such as deprecations. */
function readViolations(header: string | null): string {
  if (header !== null && !header.startsWith("[")) return header;
  return violationsIn(header)
    .filter(({ severity }) => severity === "Error")
    .map(({ location, message }) => `${asList(location).join(".")} ${message}`)
    .join("; ");
}

function violationsIn(header: string | null): readonly JsonObject[] {
  return header?.startsWith("[") === true ? asList(JSON.parse(header)).map(asObject) : [];
}

function bodyOf(exchange: Exchange): unknown {
  return isJson(exchange.headers.get("content-type") ?? "") ? JSON.parse(textOf(exchange)) : textOf(exchange);
}

/** The body of an error. A client parses JSON of any media type, such as `application/vnd.goa.error`. */
function errorBodyOf(exchange: Exchange, body: unknown): unknown {
  return isObject(body) ? JSON.parse(textOf(exchange)) : bodyOf(exchange);
}

function textOf(exchange: Exchange): string {
  return new TextDecoder().decode(exchange.bytes);
}

/** A stream is no page, which is iterable as well. */
function isStream(result: unknown): boolean {
  return (
    typeof result === "object" && result !== null && Symbol.asyncIterator in result && "events" in result
  );
}

/** The data of an item that is a whole event. */
function dataOf(item: unknown): unknown {
  const keys = Object.keys(asObject(item)).sort().join();
  return keys === "data,event,id" ? asObject(item).data : item;
}

/** Pages are instances of a class with additional properties. */
function isPage(result: unknown): result is Readonly<Record<string, unknown>> {
  if (typeof result !== "object" || result === null || Array.isArray(result)) return false;
  return Object.getPrototypeOf(result) !== Object.prototype;
}

/**
 * The parts of a page that the response contains: its items if it is an array, or else its properties. Properties with the name of a
 * method, which hides them, are those of the response.
 */
function partsOfPage(result: Readonly<Record<string, unknown>>, body: unknown): unknown {
  if (Array.isArray(body)) return result.data;
  const parts = Object.entries(asObject(body)).flatMap(([name, value]) => {
    if (Object.hasOwn(result, name)) return [[name, result[name]]];
    return typeof result[name] === "function" ? [[name, value]] : [];
  });
  return Object.fromEntries(parts);
}
