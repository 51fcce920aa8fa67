import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import { createRequire } from "node:module";
import { createLogger } from "@stoplight/prism-core";
import {
  createInstance,
  type IHttpConfig,
  type IHttpResponse,
  ProblemJsonError,
} from "@stoplight/prism-http";
import type { HttpMethod } from "@stoplight/types";
import { XMLBuilder } from "fast-xml-parser";
import { readAccept } from "./accept.js";
import { isJson, type JsonObject } from "./json.js";
import type { Operation } from "./operations.js";
import { readPreferences } from "./prefer.js";
import { prepareDocument } from "./prepared-document.js";
import { isConverted, PrismOperations } from "./prism-operations.js";
import { readContent } from "./request-content.js";
import { type ReadRequest, validateInput } from "./request-validation.js";
import { jsonResponse, messageResponse, type PlainResponse } from "./server.js";
import { encodeStream, type StreamEnd } from "./streams.js";
import { type Components, mockValid, validateResponse } from "./valid-responses.js";
import { addViolations } from "./violations.js";

// The default export of a CommonJS module, for which Node and bundlers have different rules.
const { default: routeWithPrism } = createRequire(import.meta.url)(
  "@stoplight/prism-http/dist/router/index.js",
) as { readonly default: Components["route"] };

/** A request with its whole body. */
export interface PlainRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Responds to a request for an operation, if there is one: validates it and its credentials, and responds with an example of the
 * document.
 *
 * @throws RefusedRequestError when its `Prefer` header has an invalid value.
 */
export type Prism = (request: PlainRequest, operation: Operation | undefined) => Promise<PlainResponse>;

/** Prepares Prism for a document and its operations. */
export function startPrism(document: JsonObject, operations: readonly Operation[]): Prism {
  const converted = new PrismOperations(prepareDocument(document), operations);
  const prism = createInstance(config, {
    logger: createLogger("mock", { level: "silent" }),
    route,
    validateInput,
    mock: mockValid,
    validateOutput: validateResponse,
  });
  return async (request, operation) => {
    const { mediaRanges, malformed } = readAccept(request.headers.accept);
    const preferences = readPreferences([request.headers.prefer ?? []].flat().join());
    const input: ReadRequest = {
      method: request.method.toLowerCase() as HttpMethod,
      url: { path: request.url.pathname, query: Object.fromEntries(request.url.searchParams) },
      headers: request.headers as Record<string, string>,
      body: await readContent(request.headers["content-type"], request.body),
      search: request.url.search.slice(1),
      malformedRange: malformed,
    };
    const mock = { dynamic: false, ...preferences, ...(mediaRanges && { mediaTypes: [...mediaRanges] }) };
    const result = await prism.request(input, converted.for(operation), { ...config, mock })();
    if (result._tag === "Left") return problemResponse(result.left, Object.keys(preferences).length > 0);
    const { output, validations } = result.right;
    const response = exampleResponse(output, operation?.streamEnd ?? {});
    return addViolations(response, validations.input, validations.output);
  };
}

/** The operation that was found before, or else the reason of Prism why there is none. */
const route: Components["route"] = (request) => {
  const [operation] = request.resources;
  if (operation === undefined || !isConverted(operation)) return routeWithPrism(request);
  return { _tag: "Right", right: operation };
};

const config: IHttpConfig = {
  isProxy: false,
  mock: { dynamic: false },
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  errors: true,
  upstreamProxy: undefined,
};

function exampleResponse({ statusCode, headers = {}, body }: IHttpResponse, end: StreamEnd): PlainResponse {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const own = entries.filter(([name]) => !TRANSFER_HEADERS.has(name));
  const lowered: OutgoingHttpHeaders = Object.fromEntries(own);
  return {
    status: statusCode,
    headers: lowered,
    body: serialize(body, String(lowered["content-type"] ?? ""), end),
  };
}

/** Headers about how a body is sent. Those of an example do not fit the body that is sent. */
const TRANSFER_HEADERS = new Set([
  ...["connection", "content-encoding", "content-length", "keep-alive", "trailer"],
  ...["transfer-encoding", "upgrade"],
]);

function serialize(body: unknown, contentType: string, end: StreamEnd): string {
  if (body === undefined) return "";
  const stream = encodeStream(contentType, body, end);
  if (stream !== undefined) return stream;
  if (isJson(contentType)) return JSON.stringify(body);
  if (typeof body === "string") return body;
  if (/^application\/([^;]*\+)?xml/.test(contentType)) return new XMLBuilder().build({ xml: body });
  return JSON.stringify(body);
}

/** The response when the document has none. */
function problemResponse(error: Error, hasPreferences: boolean): PlainResponse {
  if (error instanceof ProblemJsonError) {
    const { name: type, message: title, status, detail, additional } = error;
    const { headers, ...rest } = additional ?? {};
    const response = jsonResponse(
      status,
      { type, title, status, detail, ...rest },
      "application/problem+json",
    );
    return { ...response, headers: { ...(headers as OutgoingHttpHeaders), ...response.headers } };
  }
  if (!hasPreferences) throw error;
  return messageResponse(
    422,
    `the document has no response that matches the Prefer header: ${error.message}`,
  );
}
