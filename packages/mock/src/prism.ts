import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import { createLogger, factory } from "@stoplight/prism-core";
import type { IHttpConfig, IHttpResponse } from "@stoplight/prism-http";
import router from "@stoplight/prism-http/dist/router/index.js";
import { ProblemJsonError } from "@stoplight/prism-http/dist/types.js";
import { validateSecurity } from "@stoplight/prism-http/dist/validator/index.js";
import { DiagnosticSeverity, type HttpMethod } from "@stoplight/types";
import { XMLBuilder } from "fast-xml-parser";
import { readAccept } from "./accept.js";
import { bodyValue } from "./body-validation.js";
import { isJson, type JsonObject } from "./json.js";
import type { Operation } from "./operations.js";
import { readPreferences } from "./prefer.js";
import { bundleOf, isConverted, PrismOperations } from "./prism-operations.js";
import { readContent } from "./request-content.js";
import { type ReadRequest, validateInput } from "./request-validation.js";
import { jsonResponse, messageResponse, type PlainResponse } from "./server.js";
import { encodeStream, type StreamEnd } from "./streams.js";
import { type Components, mockValid, validateResponse } from "./valid-responses.js";
import { addViolations } from "./violations.js";

const { default: routeWithPrism } = router;

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
export type Prism = (request: PlainRequest, operation: Operation | undefined) => Promise<PrismResult>;

/** The result of Prism for a request. */
export interface PrismResult {
  readonly response: PlainResponse;
  /** The value of the request's body, if the request is valid and has one. */
  readonly body: unknown;
  /** Problems of the request. */
  readonly problems: readonly string[];
}

/**
 * Prepares Prism for a document and its operations.
 *
 * @param document The prepared document.
 */
export function startPrism(document: JsonObject, operations: readonly Operation[]): Prism {
  const converted = new PrismOperations(document, operations);
  // The parts by themselves: the module that combines them also loads Prism's client, proxy and readers of other formats.
  const prism = factory(config, {
    logger: createLogger("mock", { level: "silent" }),
    route,
    validateInput,
    validateSecurity: checkSecurity,
    mock: mockValid,
    validateOutput: validateResponse,
    forward: () => () => () => Promise.reject(new Error("the mock forwards no requests")),
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
    // A client that wants a stream, or bytes, also understands errors in JSON.
    const others = (preferences.code ?? 0) >= 400 ? ["*/*"] : [];
    const mock = {
      dynamic: false,
      ...preferences,
      ...(mediaRanges && { mediaTypes: [...mediaRanges, ...others] }),
    };
    const resources = converted.for(operation);
    const result = await prism.request(input, resources, { ...config, mock })();
    if (result._tag === "Left") {
      const response = problemResponse(result.left, Object.keys(preferences).length > 0);
      return { response, body: undefined, problems: [] };
    }
    const { output, validations } = result.right;
    const response = addViolations(
      exampleResponse(output, operation?.streamEnd ?? {}),
      validations.input,
      validations.output,
    );
    const problems = validations.input
      .filter(({ severity }) => severity === DiagnosticSeverity.Error)
      .map(({ message }) => message);
    const [resource] = operation === undefined || problems.length > 0 ? [] : resources;
    const body = resource && bodyValue(resource.request?.body, input.body, bundleOf(resource));
    return { response, body, problems };
  };
}

/** Prism compares the credentials, and returns the request only in part. */
const checkSecurity: Components["validateSecurity"] = ({ element, resource }) => {
  const result = validateSecurity({ element, resource });
  return result._tag === "Left" ? result : { ...result, right: element };
};

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
