import { APIError } from "../errors/index.js";
import type { RedirectingOperation } from "../operations/index.js";
import { placeOf } from "../responses/index.js";

/**
 * The address that a redirect leads to; undefined if the response is not a redirect. In browsers, which hide the address, no response is one.
 *
 * @param url The URL of the request, to which the address may be relative.
 * @throws APIError if the redirect has no valid address.
 */
export function targetOf(operation: RedirectingOperation, response: Response, url: string): URL | undefined {
  if (!REDIRECT.test(`${response.status}`)) return undefined;
  const location = response.headers.get("location");
  try {
    if (location !== null) return new URL(location, response.url || url);
  } catch {
    // Reported below. The error of the platform repeats the address, which may contain a secret.
  }
  throw redirectError(operation, response, `with ${location === null ? "no" : "an invalid"} Location header`);
}

/**
 * The error of a redirect that cannot be used.
 *
 * @param problem What is wrong, without the address, which may contain a secret: `to another server`.
 */
export function redirectError(
  operation: RedirectingOperation,
  { status, headers }: Response,
  problem: string,
): APIError {
  const message = `${status}: the server sent a redirect ${problem} ${placeOf(operation)}`;
  return new APIError(message, { operation: operation.id, status, headers });
}

/** 304 is not a redirect: it means that nothing has changed. */
const REDIRECT = /^30[12378]$/;
