import {
  type EncodedBody,
  encodeParameter,
  expandPath,
  isAbsent,
  jsonBody,
  type OperationDefinition,
  type OperationPlan,
  parameterName,
  planOf,
  type RequestBody,
  valueText,
} from "../operations/index.js";
import type { CallSettings } from "./call-settings.js";
import type { SentHeaders } from "./outgoing.js";
import type { RequestOptions } from "./request-options.js";

/** What goes out for a call, the same for each of its attempts. */
export interface BuiltRequest {
  readonly url: string;
  /** Never changed. */
  readonly headers: SentHeaders;
  readonly body: RequestBody | undefined;
  /** Whether it has an idempotency key, so that sent again it acts once. */
  readonly isKeyed: boolean;
}

type Values = Readonly<Record<string, unknown>>;

/** @throws TypeError when the parameters cannot be sent. */
export function buildRequest(
  settings: CallSettings,
  operation: OperationDefinition,
  params: unknown,
  options: RequestOptions,
): BuiltRequest {
  const values = (params ?? {}) as Values;
  const plan = planOf(operation);
  const path = expandPath(plan, operation.id, values);
  const body = bodyOf(operation, values, plan);
  const { idempotencyHeader } = operation;
  const key = options.idempotencyKey ?? (idempotencyHeader && crypto.randomUUID());
  return {
    url: settings.baseURL + path + queryOf(settings, operation, values, options),
    headers: headersOf(settings, operation, values, options, body?.contentType, key),
    body: body?.content,
    isKeyed: key !== undefined,
  };
}

const ACCEPTED = {
  json: "application/json",
  text: "text/plain, */*;q=0.5",
  binary: "*/*",
  empty: "*/*",
} as const;

/** What is sent as the body: its one parameter, or all that travel nowhere else. */
function bodyOf(
  operation: OperationDefinition,
  values: Values,
  { outsideBody }: OperationPlan,
): EncodedBody | undefined {
  const { id, method, body, bodyParameter, bodyOptional, contentType } = operation;
  const rest: [name: string, value: unknown][] = [];
  for (const name of Object.keys(values)) {
    if (values[name] !== undefined && !outsideBody.has(name)) rest.push([name, values[name]]);
  }
  let value: unknown;
  if (body !== undefined && bodyParameter === undefined) {
    if (rest.length > 0 || !bodyOptional) value = Object.fromEntries(rest);
  } else {
    const unknown = rest.find(([name]) => name !== bodyParameter);
    if (unknown !== undefined) throw new TypeError(`${id} has no parameter ${unknown[0]}`);
    value = bodyParameter && values[bodyParameter];
  }
  if (body === undefined || value === undefined) return undefined;
  // `fetch` refuses it, and servers ignore it.
  if (method === "GET" || method === "HEAD")
    throw new TypeError(`${id}: a ${method} request cannot have a body`);
  const encode = operation["~encoders"]?.body ?? (body === "json" ? jsonBody : undefined);
  if (encode === undefined) throw new TypeError(`${id}: operation() was not given the encoder ${body}Body`);
  const encoded = encode(value);
  return contentType && encoded.contentType ? { ...encoded, contentType } : encoded;
}

function queryOf(
  { credentials }: CallSettings,
  operation: OperationDefinition,
  values: Values,
  options: RequestOptions,
): string {
  const { query = [], authentication } = operation;
  const given = authentication === false ? undefined : credentials.query;
  // Most calls have none, and making a request should not take what it does not need.
  if (query.length === 0 && given === undefined && options.query === undefined) return "";
  const extra: Values = { ...given, ...options.query };
  const encode = operation["~encoders"]?.query ?? encodeParameter;
  const pairs = query.flatMap((parameter) => {
    const name = parameterName(parameter);
    return Object.hasOwn(extra, name) || !Object.hasOwn(values, name) ? [] : encode(parameter, values[name]);
  });
  for (const name of Object.keys(extra)) pairs.push(...encodeParameter(name, extra[name]));
  return pairs.length > 0 ? `?${pairs.join("&")}` : "";
}

function headersOf(
  { credentials, userAgent, defaultHeaders }: CallSettings,
  operation: OperationDefinition,
  values: Values,
  options: RequestOptions,
  contentType: string | undefined,
  idempotencyKey: string | undefined,
): SentHeaders {
  const {
    response = "json",
    authentication,
    idempotencyHeader = "Idempotency-Key",
    headers = [],
  } = operation;
  const own = authentication === false ? undefined : credentials.headers;
  const record: Record<string, string> = { ...own, accept: ACCEPTED[response] };
  if (userAgent !== undefined) record["user-agent"] = userAgent;
  if (contentType !== undefined) record["content-type"] = contentType;
  if (idempotencyKey === undefined && headers.length === 0 && !defaultHeaders && !options.headers)
    return record;
  const all = new Headers(record);
  set(all, idempotencyHeader, idempotencyKey);
  for (const [name, value] of Object.entries(defaultHeaders ?? {})) set(all, name, value);
  for (const name of headers) set(all, name, headerText(values[name]));
  for (const [name, value] of Object.entries(options.headers ?? {})) set(all, name, value);
  return all;
}

/** undefined leaves a header as it is, null removes it. */
function set(headers: Headers, name: string, value: string | null | undefined): void {
  if (value === null) headers.delete(name);
  else if (value !== undefined) {
    try {
      headers.set(name, value);
    } catch {
      // The platform's error repeats the value, which may be a secret.
      throw new TypeError(`the header ${name} or its value has a character that no header can have`);
    }
  }
}

function headerText(value: unknown): string | undefined {
  if (isAbsent(value)) return undefined;
  return Array.isArray(value) ? value.map(valueText).join(",") : valueText(value);
}
