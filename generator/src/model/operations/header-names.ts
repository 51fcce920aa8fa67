/** True if requests can have a header with this name: a token of RFC 9110. */
export function isHeaderName(name: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name);
}
