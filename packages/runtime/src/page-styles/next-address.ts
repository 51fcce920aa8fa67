import { PaginationError } from "../errors/index.js";
import type { ReceivedPage } from "./styled-list.js";

/**
 * The URL of the next page, from an address that may be relative to that of this page. Undefined without an address.
 *
 * @param source Where the address comes from, for errors.
 * @throws PaginationError if it is not an address, or one of another host, which must not get the credentials.
 */
export function nextAddress(
  page: ReceivedPage,
  address: string | number | undefined,
  source: string,
): string | undefined {
  const { operation, position, secrets } = page;
  const own = new URL(page.url());
  const { seen, depth } = position;
  if (!seen.has(own.href)) seen.set(own.href, depth - 1);
  if (address === undefined) return undefined;
  const next = parsed(String(address), own);
  if (next === undefined) {
    throw new PaginationError(`the next page has no address: ${source} is not a URL`, { operation });
  }
  // Servers behind a proxy often write the scheme of the proxy's own request.
  if (next.host === own.host && own.protocol === "https:") next.protocol = own.protocol;
  if (next.origin !== own.origin) {
    const hosts = `${next.origin} instead of ${own.origin}`;
    const advice = "no other host gets the credentials; if it is one of the API's, pass it as baseURL";
    throw new PaginationError(`the next page is on ${hosts} (${source}): ${advice}`, { operation });
  }
  next.hash = next.username = next.password = "";
  for (const name of secrets) {
    const value = own.searchParams.get(name);
    if (value !== null) next.searchParams.set(name, value);
  }
  return next.href;
}

/** A URL, a path from the root, or a query. Anything else is more likely a cursor than a path relative to this one. */
function parsed(address: string, base: URL): URL | undefined {
  if (!/^(https?:\/)?\/|^\?/i.test(address)) return undefined;
  try {
    return new URL(address, base);
  } catch {
    return undefined;
  }
}
