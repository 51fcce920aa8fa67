import type { StreamedBody } from "../content/index.js";
import { APIError } from "../errors/index.js";
import type {
  RedirectableRequest,
  RedirectFollower,
  RedirectingOperation,
  RequestBody,
} from "../operations/index.js";
import { placeOf, readBody } from "../responses/index.js";
import { redirectError, targetOf } from "./redirect-target.js";

/**
 * Follows the redirects of an operation, at most 10. Requests to the same origin are sent like the first one, with its credentials. Those to
 * another origin have neither credentials nor a body, and only the headers `accept`, `accept-language`, `range` and `user-agent`.
 *
 * 303, and 301 and 302 after a POST, are followed with GET. An `APIError` is thrown if a redirect leads from https to http, to an address
 * that is not http(s), or to another origin with a method other than GET and HEAD.
 */
export const followRedirects: RedirectFollower = (operation, send, sendElsewhere) => async (first) => {
  let request = first;
  let response = await send(request);
  let isElsewhere = false;
  for (let count = 0; ; count++) {
    const target = targetOf(operation, response, request.url);
    if (target === undefined) break;
    response.body?.cancel().catch(() => {});
    const from = new URL(request.url);
    const method = methodAfter(response.status, request.method);
    const isRepeated = method === request.method;
    isElsewhere ||= target.origin !== from.origin;
    const body = isRepeated ? request.body : undefined;
    const problem =
      count === MOST_REDIRECTS
        ? `after ${MOST_REDIRECTS} others`
        : problemOf({ from, target, method, body, isElsewhere });
    if (problem !== undefined) throw redirectError(operation, response, problem);
    const headers = headersAfter(request, isRepeated, isElsewhere);
    request = { ...request, method, url: target.href, headers, body };
    response = await (isElsewhere ? sendElsewhere : send)(request);
  }
  if (isElsewhere && !response.ok) throw await errorElsewhere(operation, response);
  return response;
};

const MOST_REDIRECTS = 10;
/** The headers that another server gets. */
const HARMLESS = ["accept", "accept-language", "range", "user-agent"];
/** The headers that describe a body. */
const ABOUT_BODY = ["content-type", "content-encoding", "content-language"];
/** Maximum size of the body of an error, in bytes. */
const MOST_ERROR_BYTES = 2 ** 20;

function methodAfter(status: number, method: string): string {
  const isRead = method === "GET" || method === "HEAD";
  return (status === 303 && !isRead) || (status < 303 && method === "POST") ? "GET" : method;
}

/** The request that a redirect leads to. */
interface Step {
  readonly from: URL;
  readonly target: URL;
  readonly method: string;
  readonly body: RequestBody | undefined;
  readonly isElsewhere: boolean;
}

/** Why a redirect is not followed; undefined: it is. */
function problemOf({ from, target, method, body, isElsewhere }: Step): string | undefined {
  if (!/^https?:$/.test(target.protocol)) return "to an address that is not http(s)";
  if (target.username || target.password) return "to an address with a user name or password";
  if (from.protocol === "https:" && target.protocol === "http:") return "from https to http";
  if (isElsewhere && method !== "GET" && method !== "HEAD") return `of a ${method} request to another server`;
  const isSpent = (body as Partial<StreamedBody> | undefined)?.isRepeatable === false;
  return isSpent ? "that cannot be followed, because the stream of the body was already sent" : undefined;
}

function headersAfter({ headers }: RedirectableRequest, isRepeated: boolean, isElsewhere: boolean): Headers {
  const kept = new Headers(headers);
  if (!isRepeated) for (const name of ABOUT_BODY) kept.delete(name);
  if (!isElsewhere) return kept;
  return new Headers([...kept].filter(([name]) => HARMLESS.includes(name)));
}

/** The error of another server. It is not an error of the API: a 403 does not concern the key, and a 429 not the API's rate limit. */
async function errorElsewhere(operation: RedirectingOperation, response: Response): Promise<APIError> {
  const { status, headers } = response;
  const problem = "the server that a redirect leads to did not accept the request";
  const body = await readBody(response, MOST_ERROR_BYTES).catch(() => undefined);
  return new APIError(`${status}: ${problem} ${placeOf(operation)}`, {
    operation: operation.id,
    status,
    headers,
    body: body || undefined,
  });
}
