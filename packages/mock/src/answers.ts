import { isJson, type JsonObject } from "./json.js";
import { findExample, findOperation, joinSegments, type Operation, readOperations } from "./operations.js";
import { InvalidCursorError, makePage, type PageOptions, readPagination } from "./pages.js";
import type { PlainRequest, Prism } from "./prism.js";
import { jsonResponse, type PlainResponse } from "./server.js";

/** Answers a request; `admitted` is false when it is over the rate limit. */
export type AnswerRequest = (request: PlainRequest, admitted: boolean) => Promise<PlainResponse>;

/** Prepares the answers of a document: Prism's, with real pages where the document declares pagination. */
export function prepareAnswers(
  document: JsonObject,
  pages: PageOptions | false,
  prism: Prism,
): AnswerRequest {
  const operations = readOperations(document);
  const pagination = pages === false ? undefined : readPagination(document);
  const documented = (operation: Operation | undefined, status: number, message: string) => {
    const example = operation && findExample(document, operation, status);
    return jsonResponse(status, example?.body ?? { message }, example?.contentType ?? "application/json");
  };

  return async (request, admitted) => {
    const { pathname, searchParams } = request.url;
    const operation = findOperation(operations, request.method, pathname);
    if (!admitted) return documented(operation, 429, "Too many requests");
    if (operation === undefined) return prism(request);
    const url = new URL(request.url);
    url.pathname = joinSegments(operation, pathname);
    const headers = namesNothing(operation, request, pathname) ? { prefer: "code=404" } : {};
    const answer = await prism({ ...request, url, headers: { ...request.headers, ...headers } });
    if (pages === false || pagination === undefined || !isPlainSuccess(request, answer)) return answer;
    try {
      const page = makePage(pagination, pages, operation, searchParams, JSON.parse(answer.body.toString()));
      return page === undefined ? answer : { ...answer, body: JSON.stringify(page) };
    } catch (error) {
      if (error instanceof InvalidCursorError) return documented(operation, 400, error.message);
      throw error;
    }
  };
}

/** Whether the path holds the nil UUID, which no thing has as its id, and the document says what is answered then. */
function namesNothing(operation: Operation, request: PlainRequest, path: string): boolean {
  const hasNil = path.split("/").includes("00000000-0000-0000-0000-000000000000");
  return hasNil && operation.responses.has("404") && request.headers.prefer === undefined;
}

/** Whether this is the usual answer of the operation, and not one that the request asked for by `Prefer`. */
function isPlainSuccess(request: PlainRequest, answer: PlainResponse): boolean {
  const hasJson = isJson(String(answer.headers["content-type"] ?? ""));
  return answer.status === 200 && hasJson && request.headers.prefer === undefined;
}
