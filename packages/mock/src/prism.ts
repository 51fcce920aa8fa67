import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import { createLogger } from "@stoplight/prism-core";
import {
  createInstance,
  getHttpOperationsFromSpec,
  type IHttpConfig,
  type IHttpResponse,
  ProblemJsonError,
} from "@stoplight/prism-http";
import type { HttpMethod, IHttpOperation } from "@stoplight/types";
import { XMLBuilder } from "fast-xml-parser";
import { readAccept } from "./accept.js";
import { isJson, isObject, type JsonObject } from "./json.js";
import { readPreferences } from "./prefer.js";
import { readContent } from "./request-content.js";
import { type ReadRequest, validateInput } from "./request-validation.js";
import { jsonResponse, messageResponse, type PlainResponse } from "./server.js";
import { addViolations } from "./violations.js";

/** A request with its whole body. */
export interface PlainRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Responds to a request: validates it and its credentials, and responds with an example of the document.
 *
 * @throws RefusedRequestError when its `Prefer` header has an invalid value.
 */
export type Prism = (request: PlainRequest) => Promise<PlainResponse>;

/** Prepares Prism for a document. */
export async function startPrism(document: JsonObject): Promise<Prism> {
  const operations = await getHttpOperationsFromSpec(withoutInt64(document) as object);
  // Prism would send the requests that callbacks describe.
  const silent = operations.map((operation) => ({ ...withoutBodies(operation), callbacks: [] }));
  const prism = createInstance(config, { logger: createLogger("mock", { level: "silent" }), validateInput });
  return async (request) => {
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
    const result = await prism.request(input, silent, { ...config, mock })();
    if (result._tag === "Left") return problemResponse(result.left, Object.keys(preferences).length > 0);
    const { output, validations } = result.right;
    return addViolations(exampleResponse(output), validations.input, validations.output);
  };
}

/** The operation, without response bodies if it is HEAD. */
function withoutBodies(operation: IHttpOperation): IHttpOperation {
  if (operation.method !== "head") return operation;
  const responses = operation.responses.map((response) => ({ ...response, contents: [] }));
  return { ...operation, responses };
}

/** A copy without the format `int64`, for which Prism rejects numbers above 2^53, although JSON can represent them. */
function withoutInt64(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutInt64);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([name, each]) => name !== "format" || each !== "int64");
  return Object.fromEntries(kept.map(([name, each]) => [name, withoutInt64(each)]));
}

const config: IHttpConfig = {
  isProxy: false,
  mock: { dynamic: false },
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  errors: true,
  upstreamProxy: undefined,
};

function exampleResponse({ statusCode, headers = {}, body }: IHttpResponse): PlainResponse {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const lowered: OutgoingHttpHeaders = Object.fromEntries(entries);
  return {
    status: statusCode,
    headers: lowered,
    body: serialize(body, String(lowered["content-type"] ?? "")),
  };
}

function serialize(body: unknown, contentType: string): string {
  if (body === undefined) return "";
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
