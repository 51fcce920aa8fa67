import { RefusedRequestError } from "./server.js";

/**
 * Parses the target of a request. Unnecessary escapes are decoded, so that equivalent spellings of a path match.
 *
 * @throws RefusedRequestError when it is not a URL.
 */
export function parseTarget(target: string): URL {
  const address = target.startsWith("/") ? `http://127.0.0.1${target}` : target;
  if (!URL.canParse(address, "http://127.0.0.1")) {
    throw new RefusedRequestError(400, `${JSON.stringify(target)} is not a URL`);
  }
  const url = new URL(address, "http://127.0.0.1");
  url.pathname = url.pathname.replace(/%(2d|5f|7e|3\d|[46][1-9a-f]|[57][0-9a])/gi, decodeURIComponent);
  return url;
}
