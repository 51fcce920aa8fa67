import { stringifyExact } from "../int64/index.js";
import type { StreamDescription } from "../streams/index.js";
import { makerOf } from "./factories.js";
import type { MockedPageOptions, MswHttp } from "./handler-types.js";
import type { MockedOperation, MockedPages, MockedStream } from "./mocked-operation.js";
import { endValue, pageOf, pathOf, setAt } from "./mocked-pages.js";
import { streamResponse } from "./mocked-stream.js";
import { isPlainObject } from "./overrides.js";
import { type MockedCall, type PathMatcher, pathMatcher, readCall } from "./read-call.js";
import type { ValueMaker } from "./value-maker.js";
import type { ValueType, ValueTypes } from "./value-type.js";

/** The input from which the handlers of a package are created. */
export interface HandlerSource {
  /** By the path of the call, `invoices.list`. */
  readonly operations: { readonly [call: string]: MockedOperation };
  readonly types: ValueTypes;
  readonly baseURL: string;
  readonly http: MswHttp<unknown>;
  readonly factories: object;
}

/**
 * Creates the handlers of a package: an object for each resource with a function for each operation. Each object is also the
 * iterable of the usual handlers of its operations.
 */
export function handlersOf<Handlers extends object>(source: HandlerSource): Handlers {
  const calls = Object.entries(source.operations).map(([path, mocked]): NamedHandlers => {
    const own = new OperationMock(mocked, source);
    return { path: path.split("."), order: orderOf(mocked.operation.path), create: creatorOf(own) };
  });
  return treeOf(calls, 0) as Handlers;
}

interface NamedHandlers {
  readonly path: readonly string[];
  readonly order: string;
  readonly create: object & (() => unknown);
}

/** Handlers of several packages as one. */
export function mergedHandlers<Handlers extends object>(parts: readonly Iterable<unknown>[]): Handlers {
  const merged = Object.assign({}, ...parts);
  return withHandlers(merged, () => parts.flatMap((part) => [...part])) as Handlers;
}

function treeOf(calls: readonly NamedHandlers[], depth: number): object {
  const tree: Record<string, unknown> = {};
  for (const name of new Set(calls.map(({ path }) => path[depth] ?? ""))) {
    const own = calls.filter(({ path }) => path[depth] === name);
    const inner = own.filter(({ path }) => path.length > depth + 1);
    const [call] = own.filter(({ path }) => path.length === depth + 1);
    const below = inner.length === 0 ? undefined : treeOf(inner, depth + 1);
    tree[name] = call === undefined ? below : Object.assign(call.create, below);
  }
  // Paths without parameters come first, so that `/orders/count` does not match `/orders/{id}`.
  const ordered = [...calls].sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
  return withHandlers(tree, () => ordered.map(({ create }) => create()));
}

function withHandlers(tree: object, handlers: () => readonly unknown[]): object {
  return Object.defineProperty(tree, Symbol.iterator, { value: () => handlers()[Symbol.iterator]() });
}

function orderOf(path: string): string {
  return path.replace(/\{\+[^}]*\}/g, "\uffff\uffff").replace(/\{[^}]*\}/g, "\uffff");
}

function creatorOf(mock: OperationMock): object & (() => unknown) {
  const create = (response?: unknown) => mock.handler((call) => mock.success(call, response));
  return Object.assign(create, {
    error: (status: number, body?: unknown) => mock.handler(async () => mock.failure(status, body)),
    pages: (items: number | readonly unknown[], options?: MockedPageOptions) => mock.list(items, options),
    stream: (items: number | readonly unknown[]) => mock.handler(async () => mock.stream(items)),
  });
}

/** Responds to the requests of an operation. */
class OperationMock {
  readonly #mocked: MockedOperation;
  readonly #source: HandlerSource;
  readonly #matcher: PathMatcher;
  readonly #maker: ValueMaker;

  constructor(mocked: MockedOperation, source: HandlerSource) {
    this.#mocked = mocked;
    this.#source = source;
    this.#matcher = pathMatcher(mocked.operation, source.baseURL);
    this.#maker = makerOf(source.factories);
  }

  /** A handler of msw. */
  handler(respond: (call: MockedCall) => Promise<Response>): unknown {
    const { http } = this.#source;
    const { method } = this.#mocked.operation;
    const isKnown = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/.test(method);
    const create = isKnown ? http[method.toLowerCase() as keyof MswHttp<unknown>] : http.all;
    return create(this.#matcher.expression, async ({ request }) => {
      if (request.method !== method) return undefined;
      return respond(await readCall(this.#mocked, this.#matcher, request));
    });
  }

  async success(call: MockedCall, response: unknown): Promise<Response> {
    const given: unknown = typeof response === "function" ? await response(call) : response;
    if (given instanceof Response) return given;
    const { pages, stream } = this.#mocked;
    const isStream = stream !== undefined && isRequested(stream, call);
    if (given === undefined && isStream) return this.stream(2);
    if (pages !== undefined) return this.#page(pages, call, this.#items(pages.item, 2), given);
    return this.#response(given);
  }

  failure(status: number, body: unknown): Response {
    const { errors: { default: other, ...errors } = {} } = this.#mocked;
    const type = errors[status] ?? errors[`${Math.floor(status / 100)}XX`] ?? other;
    const value = type === undefined ? body : this.#maker.make(type, body, "error");
    return value === undefined ? new Response(null, { status }) : json(value, status);
  }

  list(items: number | readonly unknown[], { size }: MockedPageOptions = {}): unknown {
    const { pages } = this.#mocked;
    if (pages === undefined) throw new TypeError(`${this.#mocked.operation.id} is not a list with pages`);
    // Created once: all pages are of the same list.
    const all = this.#items(pages.item, items);
    return this.handler(async (call) => this.#page(pages, call, all, undefined, size));
  }

  stream(items: number | readonly unknown[]): Response {
    const { stream, operation } = this.#mocked;
    if (stream === undefined) throw new TypeError(`${operation.id} does not respond with a stream`);
    const { stream: description } = operation as { readonly stream?: StreamDescription };
    return streamResponse(stream, this.#items(stream.item, items), description);
  }

  #items(type: ValueType, items: number | readonly unknown[]): readonly unknown[] {
    const length = typeof items === "number" ? items : items.length;
    return Array.from({ length }, (_, index) =>
      this.#maker.make(type, typeof items === "number" ? undefined : items[index], "item"),
    );
  }

  #page(
    { style }: MockedPages,
    call: MockedCall,
    all: readonly unknown[],
    given: unknown,
    size?: number,
  ): Response {
    const { result = "unknown" } = this.#mocked;
    const end = (path: readonly string[]) => endValue(result, path, this.#source.types);
    const { items, facts, link } = pageOf(all, style, call, end, size);
    const headers = link === undefined ? undefined : { link };
    if (Array.isArray(given) || pathOf(style.items).length === 0)
      return this.#response(given ?? items, headers);
    setAt(facts, pathOf(style.items), items);
    return this.#response(merged(facts, given), headers);
  }

  /** The response with a value that is completed. */
  #response(given: unknown, headers: HeadersInit = {}): Response {
    const { result, status = 200, operation } = this.#mocked;
    const kind = kindOf(operation.response, status);
    switch (kind) {
      case "empty":
        return new Response(null, { status, headers });
      case "location":
        return new Response(null, {
          status: status >= 300 ? status : 302,
          headers: { location: String(given ?? "https://example.com/") },
        });
      case "text":
        return new Response(String(given ?? "text"), {
          status,
          headers: { "content-type": "text/plain", ...headers },
        });
      case "binary": {
        const type = operation.accept?.split(",")[0]?.replace(/;.*/, "").trim() ?? "";
        const contentType = type === "" || type.includes("*") ? "application/octet-stream" : type;
        const content =
          given instanceof Blob || given instanceof Uint8Array ? given : String(given ?? "content");
        return new Response(content as BodyInit, { status, headers: { "content-type": contentType } });
      }
      default: {
        if (result === undefined) return new Response(null, { status, headers });
        return json(this.#maker.make(result, given, operation.id), status, headers);
      }
    }
  }
}

function isRequested({ choice, value, isDefault }: MockedStream, { params }: MockedCall): boolean {
  if (choice === undefined) return true;
  const given = isPlainObject(params) ? params[choice] : undefined;
  return (given ?? undefined) === undefined ? isDefault === true : given === (value ?? true);
}

function kindOf(response: MockedOperation["operation"]["response"], status: number): string {
  if (response === undefined || typeof response === "string") return response ?? "json";
  const { "2XX": success, default: other, ...kinds } = response;
  return kinds[status] ?? success ?? other ?? "json";
}

/** The first value with the properties of the second, at any depth. */
function merged(base: unknown, given: unknown): unknown {
  if (given === undefined) return base;
  if (!isPlainObject(base) || !isPlainObject(given)) return given;
  const names = [...new Set([...Object.keys(base), ...Object.keys(given)])];
  return Object.fromEntries(
    names.map((name) => [name, name in given ? merged(base[name], given[name]) : base[name]]),
  );
}

/** A JSON response. Big integers are numbers in it. */
function json(value: unknown, status: number, headers: HeadersInit = {}): Response {
  const text = stringifyExact(value);
  return new Response(status === 204 || status === 205 || status === 304 ? null : text, {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}
