import { ConfigurationError, checkKind } from "../errors/index.js";
import { isBrowser } from "../platform/index.js";

/**
 * Checks a credential that is sent in a header, a cookie or the query. Its value is never shown.
 *
 * @param source Where it comes from, for the message: `the option apiKey`.
 * @throws ConfigurationError unless it is a string of characters that a header may contain.
 */
export function checkCredential(name: string, source: string, value: unknown): asserts value is string {
  checkKind(name, value, typeof value === "string", "a string");
  if (isHeaderText(value)) return;
  throw new ConfigurationError(`${source} contains a character that is not allowed in headers`);
}

/** @throws ConfigurationError in a browser, unless the option allows it. */
export function checkBrowser(apiName: string, isAllowed: boolean | undefined): void {
  if (isAllowed !== true && isBrowser()) {
    throw new ConfigurationError(
      `in a browser everyone can read the ${apiName} key. Call the API from a server, or set dangerouslyAllowBrowser.`,
    );
  }
}

/** Whether a value is a string that can be sent in a header unchanged. */
export function isHeaderText(value: unknown): boolean {
  return typeof value === "string" && /^[\x21-\x7e]+( [\x21-\x7e]+)*$/.test(value);
}
