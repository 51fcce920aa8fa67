import type {
  CookieParameter,
  HeaderParameter,
  PathStyle,
  QueryParameter,
} from "../../api-model/requests.ts";
import type { MediaTypeObject, ParameterObject, Schema } from "../../spec/index.ts";
import type { WrittenOperation } from "../calls/written-operation.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { partsOf } from "../schemas/reading/schema-parts.ts";
import { isHeaderName } from "./header-names.ts";
import { isForm, isJson } from "./media.ts";

type Parameter = Located<ParameterObject>;

/** The parameters of an operation, by the part of the request in which they are sent. */
export interface PlacedParameters {
  readonly inPath: readonly Parameter[];
  readonly inQuery: readonly Parameter[];
  readonly inHeader: readonly Parameter[];
  readonly inCookie: readonly Parameter[];
}

/** Sorts the parameters of an operation by their places. Reports ignored parameters, and content without a type. */
export function placedParameters(context: ModelContext, { parameters }: WrittenOperation): PlacedParameters {
  const at = (place: string) => parameters.filter(({ value }) => value.in === place);
  const headers = at("header");
  const [whole, ...wholes] = at("querystring");
  const beside = whole === undefined ? [] : [...wholes, ...at("query")];
  for (const { value, pointer } of beside) {
    const facts = { name: value.name, whole: whole?.value.name ?? "" };
    context.report("beside-whole-query", facts, pointer);
  }
  for (const { value, pointer } of headers.filter(isOwnHeader)) {
    context.report("ignored-header", { name: value.name, isOfFetch: isOfFetch(value.name) }, pointer);
  }
  for (const { value, pointer } of headers.filter(({ value }) => !isHeaderName(value.name))) {
    context.report("unsendable-header", { name: value.name }, pointer);
  }
  for (const { value, pointer } of parameters) {
    const [mediaType] = Object.keys(value.schema === undefined ? (value.content ?? {}) : {});
    if (mediaType === undefined || isJson(mediaType) || value.in === "querystring") continue;
    const facts = { name: value.name, mediaType };
    context.report("unsupported-parameter-content", facts, [...pointer, "content"]);
  }
  return {
    inPath: at("path"),
    inQuery: whole === undefined ? at("query") : [whole],
    inHeader: headers.filter((header) => !isOwnHeader(header) && isHeaderName(header.value.name)),
    inCookie: at("cookie"),
  };
}

/** The schema of a parameter, or of its content. */
export function parameterSchema(context: ModelContext, { value, pointer }: Parameter): Located<Schema> {
  if (value.schema !== undefined) return { value: value.schema, pointer: [...pointer, "schema"] };
  const [[mediaType, written] = ["", {}]] = Object.entries(value.content ?? {});
  const media = context.resolve<MediaTypeObject>(written, [...pointer, "content", mediaType]);
  return { value: media.value.schema ?? true, pointer: [...media.pointer, "schema"] };
}

/** Encoding of a path parameter. `undefined` if it is a single string. */
export function pathStyle(context: ModelContext, parameter: Parameter): PathStyle | undefined {
  const { name, style, explode } = parameter.value;
  const content = contentOf(parameter);
  if (content !== undefined) return { name, content };
  const { array, object } = partsOf(context, parameterSchema(context, parameter));
  const isPrefixed = style === "label" || style === "matrix";
  if (!array && !object && !isPrefixed) return undefined;
  const isExploded = explode === true && (array || object);
  return { name, ...(isPrefixed && { style }), ...(isExploded && { explode }) };
}

/** Encoding of a query parameter. */
export function queryParameter(context: ModelContext, parameter: Parameter): QueryParameter {
  const { name, style, explode, allowReserved } = parameter.value;
  if (parameter.value.in === "querystring") return { name, whole: wholeFormat(context, parameter) };
  const content = contentOf(parameter);
  if (content !== undefined) return { name, content };
  return {
    name,
    ...queryStyle(style, explode),
    ...(allowReserved === true && { allowReserved }),
  };
}

/** The format of a parameter that is the whole query. */
function wholeFormat(context: ModelContext, { value, pointer }: Parameter): "form" | "json" | "text" {
  const [mediaType] = Object.keys(value.content ?? {});
  if (mediaType === undefined) {
    context.report("whole-query-without-content", { name: value.name }, pointer);
    return "form";
  }
  if (isJson(mediaType)) return "json";
  if (isForm(mediaType)) return "form";
  if (!/^text\/plain\b/i.test(mediaType)) {
    const facts = { name: value.name, mediaType };
    context.report("unsupported-parameter-content", facts, [...pointer, "content"]);
  }
  return "text";
}

/** The style of a query parameter or of a property of a form, without defaults. */
export function queryStyle(
  style: ParameterObject["style"],
  explode: boolean | undefined,
): Omit<QueryParameter, "name"> {
  if (style === "deepObject") return { style };
  if (style === "spaceDelimited" || style === "pipeDelimited") return explode === true ? {} : { style };
  return explode === false ? { explode } : {};
}

/** Encoding of a header. */
export function headerParameter(context: ModelContext, parameter: Parameter): HeaderParameter {
  const { name, explode } = parameter.value;
  const content = contentOf(parameter);
  if (content !== undefined) return { name, style: "json" };
  if (!partsOf(context, parameterSchema(context, parameter)).object) return { name };
  return { name, style: explode === true ? "exploded" : "object" };
}

/** Encoding of a cookie. */
export function cookieParameter(context: ModelContext, parameter: Parameter): CookieParameter {
  const { name, explode, style } = parameter.value;
  if (style === "cookie") {
    const facts = { name: "style", reason: "the SDK percent-encodes the values of cookies" };
    context.report("unused-member", facts, [...parameter.pointer, "style"]);
  }
  const content = contentOf(parameter);
  if (content !== undefined) return { name, content };
  const { array, object } = partsOf(context, parameterSchema(context, parameter));
  return { name, ...(explode === false && (array || object) && { explode }) };
}

function contentOf({ value }: Parameter): "json" | undefined {
  const [mediaType] = Object.keys(value.schema === undefined ? (value.content ?? {}) : {});
  return mediaType !== undefined && isJson(mediaType) ? "json" : undefined;
}

/** Headers that the runtime or `fetch` sets. OpenAPI requires parameters for the former to be ignored. */
function isOwnHeader({ value: { name } }: Parameter): boolean {
  return /^(accept|authorization|content-type)$/i.test(name) || isOfFetch(name);
}

/** Headers of the connection. `fetch` rejects requests with them, replaces them, or leaves them out. */
function isOfFetch(name: string): boolean {
  return /^(connection|content-length|expect|host|keep-alive|transfer-encoding|upgrade)$/i.test(name);
}
