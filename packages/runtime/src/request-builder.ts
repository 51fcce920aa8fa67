import type { Authentication } from "./api-description.js";
import { type EncodedBody, encodeBody } from "./body.js";
import type { RequestBody } from "./middleware.js";
import type { OperationDefinition } from "./operation.js";
import type { HeaderValues, RequestOptions } from "./options.js";
import { expandPath, pathParameters } from "./path-template.js";
import { encodeQuery, isAbsent, valueText } from "./query.js";
import type { Settings } from "./settings.js";

/** What goes out for a call, the same for each of its attempts. */
export interface BuiltRequest {
  readonly url: string;
  readonly headers: Headers;
  readonly body: RequestBody | undefined;
  /** Whether it may be sent again when it is not known if the server acted on it. */
  readonly isRepeatable: boolean;
}

/** @throws TypeError when the parameters cannot be sent. */
export function buildRequest(
  settings: Settings,
  operation: OperationDefinition,
  params: unknown,
  options: RequestOptions,
): BuiltRequest {
  const values = (params ?? {}) as Readonly<Record<string, unknown>>;
  const body = encodeBody(operation, bodyValue(operation, values));
  const key = idempotencyKey(operation, options);
  const headers = buildHeaders(settings, operation, values, options, body, key);
  const query = encodeQuery(operation.query ?? [], values, {
    ...options.query,
    ...queryCredentials(settings, operation),
  });
  return {
    url: `${settings.baseURL}${expandPath(operation, values)}${query && `?${query}`}`,
    headers,
    body: body?.content,
    isRepeatable: REPEATABLE_METHODS.has(operation.method) || key !== undefined,
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
function bodyValue(operation: OperationDefinition, values: Readonly<Record<string, unknown>>): unknown {
  const elsewhere = new Set([
    ...pathParameters(operation.path),
    ...(operation.query ?? []).map((parameter) =>
      typeof parameter === "string" ? parameter : parameter.name,
    ),
    ...(operation.headers ?? []),
  ]);
  const rest = Object.entries(values).filter(([name, value]) => value !== undefined && !elsewhere.has(name));
  const { body, bodyParameter, bodyOptional } = operation;
  if (body !== undefined && bodyParameter === undefined) {
    return rest.length > 0 || bodyOptional !== true ? Object.fromEntries(rest) : undefined;
  }
  const unknown = rest.find(([name]) => name !== bodyParameter);
  if (unknown !== undefined) throw new TypeError(`${operation.id} has no parameter ${unknown[0]}`);
  return bodyParameter === undefined ? undefined : values[bodyParameter];
}

function buildHeaders(
  settings: Settings,
  operation: OperationDefinition,
  values: Readonly<Record<string, unknown>>,
  options: RequestOptions,
  body: EncodedBody | undefined,
  key: string | undefined,
): Headers {
  const headers = new Headers({ accept: ACCEPTED[operation.response ?? "json"] });
  if (body?.contentType !== undefined) headers.set("content-type", body.contentType);
  if (key !== undefined) headers.set(operation.idempotencyHeader ?? "Idempotency-Key", key);
  if (settings.apiKey !== undefined && operation.authentication !== false) {
    setCredentials(headers, settings.api.authentication, settings.apiKey);
  }
  setAll(headers, settings.defaultHeaders);
  for (const name of operation.headers ?? []) {
    if (!isAbsent(values[name])) headers.set(name, headerText(values[name]));
  }
  setAll(headers, options.headers ?? {});
  return headers;
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

function setCredentials(headers: Headers, authentication: Authentication | undefined, key: string): void {
  if (authentication?.kind === "bearer") headers.set("authorization", `Bearer ${key}`);
  if (authentication?.kind === "basic") headers.set("authorization", `Basic ${btoa(key)}`);
  if (authentication?.kind !== "apiKey") return;
  if (authentication.in === "header") headers.set(authentication.name, key);
  if (authentication.in === "cookie") headers.set("cookie", `${authentication.name}=${key}`);
}

function queryCredentials(
  { api, apiKey }: Settings,
  operation: OperationDefinition,
): Record<string, unknown> {
  const { authentication } = api;
  const isInQuery = authentication?.kind === "apiKey" && authentication.in === "query";
  return isInQuery && operation.authentication !== false ? { [authentication.name]: apiKey } : {};
}

/** The caller's key, or a new one where the API takes keys; undefined where repeating is not made safe. */
function idempotencyKey(operation: OperationDefinition, options: RequestOptions): string | undefined {
  return (
    options.idempotencyKey ?? (operation.idempotencyHeader === undefined ? undefined : crypto.randomUUID())
  );
}
