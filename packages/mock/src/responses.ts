import { withMessage } from "./documented-errors.js";
import { isJson, isObject } from "./json.js";
import type { Memory } from "./memory/index.js";
import { findOperation, joinSegments, type Operation } from "./operations.js";
import { readOperationPreference } from "./prefer.js";
import type { PlainRequest, Prism, PrismResult } from "./prism.js";
import { messageResponse, type PlainResponse } from "./server.js";

/** Responds to a request for an operation, if there is one. */
export type Respond = (request: PlainRequest, operation: Operation | undefined) => Promise<PlainResponse>;

/** The operation that a request is for. Undefined if there is none. */
export function operationOf(
  operations: readonly Operation[],
  { method, url, headers }: Pick<PlainRequest, "method" | "url" | "headers">,
): Operation | undefined {
  const preferred = readOperationPreference([headers.prefer ?? []].flat().join());
  return findOperation(operations, { method, path: url.pathname, preferred });
}

/** Responds according to a document: with what the memory contains, or else with the document's examples. */
export function respondFrom(prism: Prism, openMemory: () => Memory | undefined): Respond {
  return async (request, operation) => {
    if (operation === undefined) return unrouted(prism, request);
    const { pathname, searchParams } = request.url;
    const isChosen = request.headers.prefer !== undefined;
    const memory = isChosen ? undefined : openMemory();
    if (memory === undefined) return (await ask(prism, request, operation)).response;
    const { response: documented, body, problems } = await ask(prism, request, operation);
    if (problems.length > 0) return explained(documented, problems);
    const isFound = !namesNothing(operation, request);
    const response =
      isFound && hasOnlyErrors(operation, documented.status) ? UNDOCUMENTED_SUCCESS : documented;
    if (response.status >= 300) return response;
    return memory.respond({ operation, path: pathname, query: searchParams, body, example: response });
  };

  function ask(prism: Prism, request: PlainRequest, operation: Operation): Promise<PrismResult> {
    const url = new URL(request.url);
    url.pathname = joinSegments(operation, request.url.pathname);
    const headers = namesNothing(operation, request) ? { prefer: "code=404" } : {};
    return prism({ ...request, url, headers: { ...request.headers, ...headers } }, operation);
  }
}

/** Whether an error is of the document because it has nothing else for the operation. Prism's own errors are about the request. */
function hasOnlyErrors({ responses }: Operation, status: number): boolean {
  const isOfDocument = [String(status), `${Math.floor(status / 100)}XX`].some((key) => responses.has(key));
  return isOfDocument && ![...responses.keys()].some((each) => /^[123]|^default$/.test(each));
}

/** The response to a valid request whose operation has only errors in the document. One of these would say that the request was wrong. */
const UNDOCUMENTED_SUCCESS: PlainResponse = {
  status: 200,
  headers: { "mock-undocumented": "the document has only errors for this operation" },
  body: "",
};

/** The error of a request for no operation. Prism finds one for an empty path parameter, and then no response that fits. */
async function unrouted(prism: Prism, request: PlainRequest): Promise<PlainResponse> {
  const { response } = await prism(request, undefined);
  const { pathname } = request.url;
  return response.status >= 500 ? messageResponse(404, `the document has no path for ${pathname}`) : response;
}

/** The documented error of an invalid request, whose message says what is wrong with it. */
function explained(response: PlainResponse, problems: readonly string[]): PlainResponse {
  if (!isJson(String(response.headers["content-type"] ?? ""))) return response;
  const body: unknown = JSON.parse(response.body.toString());
  const changed = isObject(body) ? withMessage(body, problems.join("; ")) : undefined;
  return changed === undefined ? response : { ...response, body: JSON.stringify(changed) };
}

/** Whether the path contains the nil UUID, the ID of a resource that does not exist, and the document has a 404. */
function namesNothing(operation: Operation, { url, headers }: PlainRequest): boolean {
  const hasNil = url.pathname.split("/").includes("00000000-0000-0000-0000-000000000000");
  return hasNil && operation.responses.has("404") && headers.prefer === undefined;
}
