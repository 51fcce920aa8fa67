import { type OperationDefinition, parameterName, propertyOf } from "../operations/index.js";
import type { MockedOperation } from "./mocked-operation.js";
import { isPlainObject } from "./overrides.js";
import type { ValueType } from "./value-type.js";

/** A request to an operation. */
export interface MockedCall<Params = unknown> {
  /** The parameters, as the caller passed them to the client. Those of forms are strings or files. Cookies are missing. */
  readonly params: Params;
  readonly request: Request;
}

/** The path of an operation as an expression with a group for each parameter, and the names of these. */
export interface PathMatcher {
  readonly expression: RegExp;
  readonly names: readonly string[];
}

/**
 * Matches the URLs of an operation. One with a server of its own is sent there, or to the base URL if the client has another one.
 *
 * @param baseURL Absolute, or only a path. Then any origin matches.
 */
export function pathMatcher({ path, server }: OperationDefinition, baseURL: string): PathMatcher {
  const bases = server === undefined ? [baseURL] : [resolved(server, baseURL), baseURL];
  const [pathname = ""] = path.split(/[?#]/);
  const names: string[] = [];
  const pattern = pathname
    .split(/(\{[^}]*\})/)
    .map((part) => {
      const [, more, name] = /^\{(\+?)(.*)\}$/.exec(part) ?? [];
      if (name === undefined) return escaped(part);
      names.push(name);
      return more === "+" ? "(.+)" : "([^/?#]+)";
    })
    .join("");
  const starts = bases.map((base) => {
    const origin = /^[a-z][a-z\d+.-]*:/i.test(base) ? "" : "[a-z]+://[^/?#]+";
    return `${origin}${escaped(base.replace(/\/$/, ""))}`;
  });
  return {
    expression: new RegExp(`^(?:${[...new Set(starts)].join("|")})${pattern}(?:[?#].*)?$`),
    names,
  };
}

function resolved(server: string, baseURL: string): string {
  return URL.canParse(server, baseURL) ? new URL(server, baseURL).href : server;
}

function escaped(text: string): string {
  return text.replace(/[$()*+./?[\\\]^{|}]/g, "\\$&");
}

/** Reads the parameters of a request. */
export async function readCall(
  mocked: MockedOperation,
  { expression, names }: PathMatcher,
  request: Request,
): Promise<MockedCall> {
  const { operation, parameters = {} } = mocked;
  const params: Record<string, unknown> = {};
  const set = (name: string, value: unknown) => {
    if (value !== undefined) params[name] = value;
  };
  const url = new URL(request.url);
  const values = expression.exec(url.origin + url.pathname) ?? [];
  names.forEach((name, index) => {
    set(name, typed(decoded(values[index + 1] ?? ""), parameters[name]));
  });
  for (const parameter of operation.query ?? []) {
    const property = propertyOf(parameter);
    set(property, queryValue(url.searchParams, parameterName(parameter), parameters[property]));
  }
  for (const header of operation.headers ?? []) {
    const property = propertyOf(header);
    set(property, typed(request.headers.get(parameterName(header)) ?? undefined, parameters[property]));
  }
  const body = await bodyOf(operation, request);
  if (operation.bodyParameter !== undefined) set(operation.bodyParameter, body);
  else if (isPlainObject(body)) for (const [name, value] of Object.entries(body)) set(name, value);
  return { params, request };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The value of a query parameter: each of its items, its properties as `name[key]` or as parameters, or a string. */
function queryValue(query: URLSearchParams, name: string, type: ValueType | undefined): unknown {
  const all = [...query.getAll(name), ...query.getAll(`${name}[]`)];
  const isArray = type !== undefined && typeof type !== "string" && type.kind === "array";
  if (isArray && all.length > 1) return all.map((text) => typed(text, type.items));
  if (all.length > 0) return typed(all[0], type);
  const keys = [...new Set(query.keys())];
  const bracketed = keys.flatMap((key): [string, string][] =>
    key.startsWith(`${name}[`) && key.endsWith("]") ? [[key.slice(name.length + 1, -1), key]] : [],
  );
  const known = propertiesOf(type);
  const own = bracketed.length > 0 ? bracketed : keys.map((key) => [key, key] as const);
  const properties = own
    .filter(([property]) => bracketed.length > 0 || Object.hasOwn(known, property))
    .map(([property, key]) => [property, queryValue(query, key, known[property])] as const);
  return properties.length === 0 ? undefined : Object.fromEntries(properties);
}

/** The properties of an object, which may be sent as parameters of their own. */
function propertiesOf(type: ValueType | undefined): Readonly<Record<string, ValueType>> {
  return typeof type === "object" && type.kind === "object" ? { ...type.optional, ...type.required } : {};
}

/** A parameter as the value that the caller gave. */
function typed(text: string | undefined, type: ValueType | undefined): unknown {
  if (text === undefined || type === undefined) return text;
  if (type === "boolean") return text === "true";
  if (type === "number") return Number(text);
  if (typeof type === "string") return text;
  switch (type.kind) {
    case "number":
      return type.int64 === "bigint" ? BigInt(text) : type.int64 === "string" ? text : Number(text);
    case "array":
      return text.split(",").map((item) => typed(item, type.items));
    case "oneOf":
      return type.values.find((value) => String(value) === text) ?? text;
    default:
      return text;
  }
}

/** The body of a request as the caller gave it. */
async function bodyOf({ body, bodyOptional }: OperationDefinition, request: Request): Promise<unknown> {
  if (body === undefined) return undefined;
  const content = request.clone();
  const type = content.headers.get("content-type") ?? "";
  if (/[/+]json\b/i.test(type)) {
    const text = await content.text();
    return text === "" ? undefined : JSON.parse(text);
  }
  if (/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type))
    return fieldsOf(await content.formData());
  if (/^text\//i.test(type)) return content.text();
  const blob = await content.blob();
  return blob.size === 0 && (type === "" || bodyOptional === true) ? undefined : blob;
}

/** The fields of a form. A name that is repeated has an array. */
function fieldsOf(form: FormData): Readonly<Record<string, unknown>> {
  const names = [...new Set([...form].map(([name]) => name))];
  return Object.fromEntries(
    names.map((name) => {
      const values = form.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}
