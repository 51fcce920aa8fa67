import {
  bodyNames,
  checkSendable,
  encodeParameter,
  isRecord,
  type OperationDefinition,
  PLAIN_OBJECT,
  parameterName,
  planOf,
  propertyOf,
  type QueryParameter,
  type RequestBuilder,
  refuseOthers,
  valueIn,
  valueText,
} from "../operations/index.js";
import type { BuiltRequest } from "./built-request.js";
import type { CallSettings } from "./call-settings.js";
import type { SentHeaders } from "./outgoing.js";
import type { RequestOptions } from "./request-options.js";

type Values = Readonly<Record<string, unknown>>;

/**
 * @param build The builder of the operation, which calls this function again without one.
 * @throws TypeError when a parameter cannot be sent; the message names the operation and the parameter.
 */
export function buildRequest(
  client: CallSettings,
  operation: OperationDefinition,
  params: unknown,
  options: RequestOptions,
  build: RequestBuilder | null | undefined = operation["~encoders"]?.build,
): BuiltRequest {
  if (build) {
    return build(operation, params, (own, values) => buildRequest(client, own, values, options, null));
  }
  if (!isRecord(params ?? {})) throw new TypeError(`${operation.id}: the parameters must be ${PLAIN_OBJECT}`);
  const settings = operation["~encoders"]?.server?.(operation, client) ?? client;
  const own = (params ?? {}) as Values;
  const values = client.api.parameters?.["~fill"](operation, own, client) ?? own;
  const { template, outsideBody } = planOf(operation);
  const path = template?.expand(operation, values) ?? operation.path;
  const parts = operation["~parts"];
  if (!parts) refuseOthers(operation, bodyNames(values, outsideBody));
  const body = parts?.body(operation, values, outsideBody);
  const { idempotencyHeader } = operation;
  const key = options.idempotencyKey ?? (idempotencyHeader && crypto.randomUUID());
  return {
    url: operation["~address"] ?? settings.baseURL + path + queryOf(settings, operation, values, options),
    headers: headersOf(settings, operation, values, options, body?.contentType, key),
    body: body?.content,
    isKeyed: key !== undefined,
    auth: settings.auth,
  };
}

const ACCEPTED: Readonly<Record<string, string>> = {
  json: "application/json",
  text: "text/plain, */*;q=0.5",
};

function queryOf(
  settings: CallSettings,
  operation: OperationDefinition,
  values: Values,
  options: RequestOptions,
): string {
  const { query, authentication } = operation;
  const given = authentication ?? settings.credentials.query;
  // Most calls have none, and creating a request should cost only what it needs.
  if (!query?.[0] && !given && !options.query) return "";
  const extra: Values = { ...given, ...options.query };
  const encode = operation["~encoders"]?.query ?? encodeParameter;
  const pairs = (parameter: QueryParameter, value: unknown): readonly string[] => {
    const name = parameterName(parameter);
    for (const part of [name, value]) checkSendable(`${operation.id}: query parameter`, name, part, false);
    return encode(parameter, value);
  };
  const all = (query ?? []).flatMap((parameter) => {
    const property = propertyOf(parameter);
    return Object.hasOwn(extra, parameterName(parameter)) || !Object.hasOwn(values, property)
      ? []
      : pairs(parameter, values[property]);
  });
  for (const name of Object.keys(extra)) all.push(...pairs(name, extra[name]));
  return all.length > 0 ? `${operation.path.includes("?") ? "&" : "?"}${all.join("&")}` : "";
}

function headersOf(
  settings: CallSettings,
  operation: OperationDefinition,
  values: Values,
  options: RequestOptions,
  contentType: string | undefined,
  idempotencyKey: string | undefined,
): SentHeaders {
  const {
    response = "json",
    accept = ACCEPTED[response as string] ?? "*/*",
    authentication,
    idempotencyHeader = "Idempotency-Key",
    headers,
  } = operation;
  const { userAgent, defaultHeaders } = settings;
  const own = authentication ?? settings.credentials.headers;
  const record: Record<string, string> = { ...own, accept };
  if (userAgent !== undefined) record["user-agent"] = userAgent;
  if (contentType) record["content-type"] = contentType;
  const encode = operation["~encoders"]?.headers;
  if (idempotencyKey === undefined && !headers?.[0] && !encode && !defaultHeaders && !options.headers)
    return record;
  const all = new Headers(record);
  const set = (name: string, value: unknown): void => setHeader(all, operation.id, name, value);
  set(idempotencyHeader, idempotencyKey);
  for (const [name, value] of Object.entries(defaultHeaders ?? {})) set(name, value);
  const given = encode?.(operation, values, all) ?? headers?.map((name) => [name, valueIn(values, name)]);
  for (const [name, value] of given ?? []) set(name as string, value ?? undefined);
  for (const [name, value] of Object.entries(options.headers ?? {})) set(name, value);
  return all;
}

/** undefined leaves a header unchanged, null removes it. */
function setHeader(headers: Headers, id: string, name: string, value: unknown): void {
  const where = `${id}: header`;
  checkSendable(where, name, value, false);
  const text = headerText(value);
  // The platform's error repeats the value, which may be a secret.
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
    throw new TypeError(`${where} ${JSON.stringify(name)} has a name that is not allowed in headers`);
  }
  if (/[^\t -~\x80-\xff]/.test(text)) {
    throw new TypeError(`${where} ${name} contains a character that is not allowed in headers`);
  }
  if (value === null) headers.delete(name);
  else if (value !== undefined) headers.set(name, text);
}

function headerText(value: unknown): string {
  return Array.isArray(value) ? value.map(valueText).join(",") : valueText(value);
}
