import {
  type BodyEncoding,
  type EncodedRequest,
  type Int64Operation,
  isRecord,
  planOf,
  type RequestBody,
  type RequestBuilder,
  type WrittenJSON,
} from "../operations/index.js";
import { markedIntegers } from "./marked-integers.js";
import { withDigits } from "./marks.js";
import { resolved } from "./places.js";

type Values = Readonly<Record<string, unknown>>;

/**
 * Builds the requests of operations with `int64`: sends each bigint as an integer, everywhere in the parameters. With `as: "string"`, it
 * does so with strings of digits in the places that the operation names.
 */
export const exactRequest: RequestBuilder = (operation, params, build) => {
  // Other parameters are refused by `build`.
  if (!isRecord(params)) return build(operation, params);
  const { as, params: places } = operation.int64 ?? {};
  const own = as === "string" && places !== undefined ? resolved(places) : [];
  const values = markedIntegers(params, own) as Values;
  const isMultipart = encodingOf(operation, values) === "multipart";
  return finished(build(operation, isMultipart ? withParts(operation, params as Values, values) : values));
};

/** The encoding of the body that the caller chooses. */
function encodingOf({ body, choice }: Int64Operation, values: Values): BodyEncoding | undefined {
  const stated = choice && values[choice.parameter];
  return choice?.others.find(({ mediaTypes }) => mediaTypes.some((type) => type === stated))?.body ?? body;
}

function finished<Request extends EncodedRequest>(request: Request): Request {
  const { url, headers, body } = request;
  return { ...request, url: withDigits(url), headers: finishedHeaders(headers), body: finishedBody(body) };
}

function finishedHeaders(headers: EncodedRequest["headers"]): EncodedRequest["headers"] {
  if (!(headers instanceof Headers)) return headers;
  const all = new Headers(headers);
  for (const [name, text] of headers) {
    // Some platforms do not allow programs to repeat `set-cookie`, which no request has.
    if (withDigits(text) !== text) all.set(name, withDigits(text));
  }
  return all;
}

function finishedBody(body: RequestBody | undefined): RequestBody | undefined {
  if (typeof body === "string") return withDigits(body);
  if (!(body instanceof URLSearchParams)) return body;
  return new URLSearchParams([...body].map(([name, text]) => [name, withDigits(text)]));
}

/** The parameters with the parts of a multipart body as JSON that is already written, since the body is not text. */
function withParts(operation: Int64Operation, given: Values, marked: Values): Values {
  const { outsideBody } = planOf(operation);
  const entries = Object.entries(marked).map(([name, value]) => {
    if (outsideBody.has(name) || value === given[name]) return [name, value] as const;
    const { style, contentType = "" } = operation.fields?.find((field) => field.name === name) ?? {};
    const isJson = /[/+]json\b/i.test(contentType);
    // A bigint that is not in JSON needs no mark.
    if (style !== undefined) return [name, given[name]] as const;
    const original = given[name];
    return [
      name,
      Array.isArray(value)
        ? value.map((item, index) => partOf(item, (original as readonly unknown[])[index], isJson))
        : partOf(value, original, isJson),
    ] as const;
  });
  return Object.fromEntries(entries);
}

function partOf(marked: unknown, original: unknown, isJson: boolean): unknown {
  if (marked === original) return marked;
  return isJson || typeof marked === "object" ? writtenJSON(marked) : original;
}

function writtenJSON(marked: unknown): WrittenJSON {
  return { "~json": withDigits(JSON.stringify(marked)), toJSON: () => marked };
}
