import { dirname, resolve } from "node:path";

/**
 * The location of a file: an absolute path, or the URL of a file on a server.
 *
 * @returns `true` for a URL.
 */
export function isWebAddress(address: string): boolean {
  return /^https?:\/\//i.test(address);
}

/** True if a string is a URL of another kind, such as `ftp://…`, and not a path. */
export function isOtherURL(text: string): boolean {
  return /^[a-z][a-z\d+.-]+:\/\//i.test(text) && !isWebAddress(text);
}

/**
 * The address of a file that another file references.
 *
 * @param path A relative or absolute path, or a URL, without its fragment.
 * @param base The address of the file with the reference.
 * @returns `undefined` for other kinds of addresses, such as `file:` and `urn:`.
 */
export function addressFrom(path: string, base: string): string | undefined {
  if (path === "") return base;
  const isURL = isWebAddress(path) || path.startsWith("//");
  if (!isURL && /^[a-z][a-z0-9+.-]+:/i.test(path)) return undefined;
  if (isURL || isWebAddress(base)) {
    const joined = URL.parse(path, isWebAddress(base) ? base : "https://localhost");
    return joined !== null && isWebAddress(joined.href) ? joined.href : undefined;
  }
  return resolve(dirname(base), decodePath(path));
}

/** A URL for messages: without its query and credentials, which may be secret. */
export function displayURL(url: string): string {
  const parsed = URL.parse(url);
  if (parsed !== null && parsed.host !== "") return `${parsed.protocol}//${parsed.host}${parsed.pathname}`;
  return url
    .replace(/[?#].*$/s, "")
    .replace(/^((?:[a-z][a-z\d+.-]*:)?\/+).*@/is, "$1")
    .replace(/^[^/]*:.*@/s, "");
}

/** A reference or a path for messages. Only URLs, also invalid ones, are changed. */
export function displayReference(reference: string): string {
  const [address = "", ...fragment] = reference.split("#");
  if (!MAY_BE_URL.test(address)) return reference;
  const url = address.startsWith("//") ? URL.parse(address, "https://localhost")?.href : undefined;
  return [displayURL(url ?? address), ...fragment].join("#");
}

/** Starts with a scheme or a host, or contains what may be a password. */
const MAY_BE_URL = /^(?:https?:|[a-z][a-z\d+.-]*:\/\/|\/\/|[^/]*:.*@)/is;

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
