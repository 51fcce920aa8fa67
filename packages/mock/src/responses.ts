import { isJson, type JsonObject } from "./json.js";
import { findExample, findOperation, joinSegments, type Operation } from "./operations.js";
import { InvalidCursorError, makePage, type PageOptions, readPagination } from "./pages.js";
import { readOperationPreference } from "./prefer.js";
import type { PlainRequest, Prism } from "./prism.js";
import { jsonResponse, type PlainResponse } from "./server.js";

/** Responds to a request; `admitted` is false when it exceeds the rate limit. */
export type Respond = (request: PlainRequest, admitted: boolean) => Promise<PlainResponse>;

/** Responds according to a document: with Prism's response, and with real pages if the document declares pagination. */
export function respondFrom(
  document: JsonObject,
  operations: readonly Operation[],
  pages: PageOptions | false,
  prism: Prism,
): Respond {
  const pagination = pages === false ? undefined : readPagination(document);
  const documented = (operation: Operation | undefined, status: number, message: string) => {
    const example = operation && findExample(document, operation, status);
    return jsonResponse(status, example?.body ?? { message }, example?.contentType ?? "application/json");
  };

  return async (request, admitted) => {
    const { pathname, searchParams } = request.url;
    const preferred = readOperationPreference([request.headers.prefer ?? []].flat().join());
    const operation = findOperation(operations, { method: request.method, path: pathname, preferred });
    if (!admitted) return documented(operation, 429, "Too many requests");
    if (operation === undefined) return prism(request, undefined);
    const url = new URL(request.url);
    url.pathname = joinSegments(operation, pathname);
    const headers = namesNothing(operation, request, pathname) ? { prefer: "code=404" } : {};
    const response = await prism({ ...request, url, headers: { ...request.headers, ...headers } }, operation);
    if (pages === false || pagination === undefined || !isUsualSuccess(request, response)) return response;
    try {
      const page = makePage(pagination, pages, operation, searchParams, JSON.parse(response.body.toString()));
      return page === undefined ? response : { ...response, body: JSON.stringify(page) };
    } catch (error) {
      if (error instanceof InvalidCursorError) return documented(operation, 400, error.message);
      throw error;
    }
  };
}

/** Whether the path contains the nil UUID, the ID of a resource that does not exist, and the document has a 404. */
function namesNothing(operation: Operation, request: PlainRequest, path: string): boolean {
  const hasNil = path.split("/").includes("00000000-0000-0000-0000-000000000000");
  return hasNil && operation.responses.has("404") && request.headers.prefer === undefined;
}

/** Whether this is the operation's default response, not one chosen with `Prefer`. */
function isUsualSuccess(request: PlainRequest, response: PlainResponse): boolean {
  const hasJson = isJson(String(response.headers["content-type"] ?? ""));
  return response.status === 200 && hasJson && request.headers.prefer === undefined;
}
