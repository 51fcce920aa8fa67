import { APIError } from "../errors/index.js";
import type { LocationReader } from "../operations/index.js";
import { placeOf } from "../responses/index.js";
import { targetOf } from "./redirect-target.js";

/**
 * Returns the address of a redirect as the result of an operation. The address is absolute and is not requested. A response of 2xx has no
 * address, so it is an `APIError`.
 */
export const redirectLocation: LocationReader = (operation, response, url) => {
  const target = targetOf(operation, response, url);
  if (target !== undefined) {
    return () => {
      response.body?.cancel().catch(() => {});
      return target.href;
    };
  }
  if (!response.ok) return undefined;
  const { status, headers } = response;
  response.body?.cancel().catch(() => {});
  throw new APIError(
    `${status}: the response is not a redirect, so it has no address ${placeOf(operation)}`,
    {
      operation: operation.id,
      status,
      headers,
    },
  );
};
