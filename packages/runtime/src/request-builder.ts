import type { Authentication } from "./api-description.js";
import { encodeBody } from "./body.js";
import type { RequestBody } from "./middleware.js";
import type { OperationDefinition } from "./operation.js";
import type { HeaderValues, RequestOptions } from "./options.js";
import { expandPath, planOf } from "./path-template.js";
import { encodeQuery, isAbsent, valueText } from "./query.js";
import type { Settings } from "./settings.js";

/** What goes out for a call, the same for each of its attempts. */
export interface BuiltRequest {
  readonly url: string;
  /** Never changed; a plain record where that is enough, since a `Headers` takes its time. */
  readonly headers: Headers | Readonly<Record<string, string>>;
  readonly body: RequestBody | undefined;
  /** Whether it may be sent again when it is not known if the server acted on it. */
  readonly isRepeatable: boolean;
  /** Whether it can be sent again at all: a stream is read up. */
  readonly isReplayable: boolean;
}

type Values = Readonly<Record<string, unknown>>;

/** @throws TypeError when the parameters cannot be sent. */
export function buildRequest(
  settings: Settings,
  operation: OperationDefinition,
  params: unknown,
  options: RequestOptions,
): BuiltRequest {
  const values = (params ?? {}) as Values;
  const plan = planOf(operation);
  const path = expandPath(plan, operation.id, values);
  const body = encodeBody(operation, bodyValue(operation, values, plan.outsideBody));
  const key = idempotencyKey(operation, options);
  const query = queryOf(settings, operation, values, options);
  return {
    url: `${settings.baseURL}${path}${query && `?${query}`}`,
    headers: buildHeaders(settings, operation, values, options, body?.contentType, key),
    body: body?.content,
    isReplayable: !(body?.content instanceof ReadableStream),
    isRepeatable: key !== undefined || REPEATABLE_METHODS.has(operation.method),
  };
}

const REPEATABLE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"]);
const ACCEPTED = {
  json: "application/json",
  text: "text/plain, */*;q=0.5",
  binary: "*/*",
  empty: "*/*",
} as const;

/** What is sent as the body: its one parameter, or all that travel nowhere else. */
function bodyValue(
  { id, body, bodyParameter, bodyOptional }: OperationDefinition,
  values: Values,
  outsideBody: ReadonlySet<string>,
): unknown {
  const rest: [string, unknown][] = [];
  for (const name of Object.keys(values)) {
    if (values[name] !== undefined && !outsideBody.has(name)) rest.push([name, values[name]]);
  }
  if (body !== undefined && bodyParameter === undefined) {
    return rest.length > 0 || bodyOptional !== true ? Object.fromEntries(rest) : undefined;
  }
  const unknown = rest.find(([name]) => name !== bodyParameter);
  if (unknown !== undefined) throw new TypeError(`${id} has no parameter ${unknown[0]}`);
  return bodyParameter && values[bodyParameter];
}

function queryOf(
  settings: Settings,
  operation: OperationDefinition,
  values: Values,
  options: RequestOptions,
): string {
  const key = keyOf(settings, operation);
  const { authentication } = settings.api;
  const isKeyInQuery = key && authentication?.kind === "apiKey" && authentication.in === "query";
  const extra = isKeyInQuery ? { ...options.query, [authentication.name]: key } : options.query;
  return operation.query || extra ? encodeQuery(operation.query, values, extra) : "";
}

function buildHeaders(
  settings: Settings,
  operation: OperationDefinition,
  values: Values,
  options: RequestOptions,
  contentType: string | undefined,
  idempotency: string | undefined,
): BuiltRequest["headers"] {
  const record: Record<string, string> = { accept: ACCEPTED[operation.response ?? "json"] };
  if (contentType !== undefined) record["content-type"] = contentType;
  const key = keyOf(settings, operation);
  if (key) setCredentials(record, settings.api.authentication, key);
  const { defaultHeaders } = settings;
  if (idempotency === undefined && !operation.headers && !options.headers && isEmpty(defaultHeaders))
    return record;
  const headers = new Headers(record);
  if (idempotency !== undefined) headers.set(operation.idempotencyHeader ?? "Idempotency-Key", idempotency);
  setAll(headers, defaultHeaders);
  for (const name of operation.headers ?? []) {
    if (!isAbsent(values[name])) headers.set(name, headerText(values[name]));
  }
  setAll(headers, options.headers ?? {});
  return headers;
}

function isEmpty(values: object): boolean {
  for (const _ in values) return false;
  return true;
}

function headerText(value: unknown): string {
  return Array.isArray(value) ? value.map(valueText).join(",") : valueText(value);
}

function setAll(headers: Headers, values: HeaderValues): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === null) headers.delete(name);
    else if (value !== undefined) headers.set(name, value);
  }
}

/** The client's key, where the operation wants one. */
function keyOf({ apiKey }: Settings, { authentication }: OperationDefinition): string | undefined {
  return authentication === false ? undefined : apiKey;
}

function setCredentials(
  headers: Record<string, string>,
  authentication: Authentication | undefined,
  key: string,
): void {
  if (authentication?.kind === "bearer") headers.authorization = `Bearer ${key}`;
  if (authentication?.kind === "basic") headers.authorization = `Basic ${btoa(key)}`;
  if (authentication?.kind !== "apiKey") return;
  if (authentication.in === "header") headers[authentication.name] = key;
  if (authentication.in === "cookie") headers.cookie = `${authentication.name}=${key}`;
}

/** The caller's key, or a new one where the API takes keys; undefined where repeating is not made safe. */
function idempotencyKey(operation: OperationDefinition, options: RequestOptions): string | undefined {
  return (
    options.idempotencyKey ?? (operation.idempotencyHeader === undefined ? undefined : crypto.randomUUID())
  );
}
