import type { PageContent } from "../pages/index.js";
import { withoutNext } from "./read-parts.js";
import type { ReceivedPage } from "./styled-list.js";

/**
 * A page whose next one has an address, which may be relative to that of this page. Undefined: it is the last one. An address of another
 * host is not requested, because it must not get the credentials.
 *
 * @param source Where the address comes from, for errors.
 */
export function addressed(
  page: ReceivedPage,
  items: readonly unknown[],
  address: string | number | undefined,
  source: string,
): PageContent {
  const own = new URL(page.url());
  const { seen, depth } = page.position;
  if (!seen.has(own.href)) seen.set(own.href, depth - 1);
  if (address === undefined) return { items };
  const next = parsed(String(address), own);
  if (next === undefined) return withoutNext(page, items, `${source} is not a URL`);
  // Servers behind a proxy often write the scheme of the proxy's own request.
  if (next.host === own.host && own.protocol === "https:") next.protocol = own.protocol;
  if (next.origin !== own.origin) {
    const hosts = `${source} leads to ${next.origin} instead of ${own.origin}`;
    const advice = "no other host gets the credentials; if it is one of the API's, pass it as baseURL";
    return withoutNext(page, items, `${hosts}: ${advice}`);
  }
  next.hash = next.username = next.password = "";
  for (const name of page.secrets) {
    const value = own.searchParams.get(name);
    if (value !== null) next.searchParams.set(name, value);
  }
  return { items, next: next.href };
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
