import {
  APIConnectionError,
  APIError,
  causesOf,
  type Failure,
  knownCode,
  type Redact,
} from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import { parsedURL } from "../platform/index.js";
import { placeOf } from "./error-from-response.js";

/**
 * The error of a request that got no response. `fetch` throws a `TypeError` both for network failures and for programming errors. A
 * programming error is not a connection error, so it is not retried.
 *
 * @param cause The error that `fetch` threw. Its message may contain the URL and so a secret; only known codes are shown.
 */
export function failedRequest(
  operation: OperationDefinition,
  url: string,
  cause: unknown,
  redact: Redact,
): APIError {
  const facts = { operation: operation.id, cause };
  const place = placeOf(operation);
  if (!isOfNetwork(cause)) {
    const { name = typeof cause } = Object(cause) as { readonly name?: string };
    return new APIError(
      `fetch threw a ${name}, which is not a network failure: see the error's cause ${place}`,
      facts,
    );
  }
  return new APIConnectionError(`${problemOf(parsedURL(url), cause, redact)} ${place}`, facts);
}

/** The error of a response whose body cannot be read to its end. Without a cause, the body ended too early. */
export function brokenOff(operation: OperationDefinition, cause: unknown): APIConnectionError {
  const code = codeOf(cause);
  return new APIConnectionError(`the response was cut off${code && `: ${code}`} ${placeOf(operation)}`, {
    operation: operation.id,
    cause,
  });
}

/** Whether the server closed the connection before it sent a response. */
export function isClosedConnection(failure: unknown): boolean {
  return CLOSED.test(textOf(failure));
}

/** Describes the problem: `cannot connect to api.example.com: connection refused (ECONNREFUSED)`. */
function problemOf(url: URL | undefined, failure: unknown, redact: Redact): string {
  // Words in the host name must not be taken for a reason.
  const text = textOf(failure).replaceAll(url?.hostname ?? "", "");
  const code = codeOf(failure);
  const name = redact(url?.host ?? "an invalid address");
  const shown = code && ` (${code})`;
  const reason = REASONS.find(([pattern]) => pattern.test(text));
  if (reason !== undefined) return `cannot connect to ${name}: ${reason[1]}${shown}`;
  return CLOSED.test(text)
    ? `connection to ${name} closed before a response${shown}`
    : `no response from ${name}${shown}`;
}

const CLOSED = /ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET|connection (was )?(closed|lost|reset)/i;

/** The first match is the reason. Node and Bun have codes, Deno has messages, browsers give no reason. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/ECONNREFUSED|connection ?refused/i, "connection refused"],
  [/ENOTFOUND|EAI_|dns error/i, "unknown host"],
  [/CERT|ISSUER|SIGNATURE/i, "its TLS certificate is not trusted"],
  [/SSL|EPROTO|TLS|corrupt message/i, "the TLS handshake failed; the server may not support https"],
  [/TIMEDOUT|TIMEOUT|timed out/i, "no response in time"],
  [/EHOST|ENET|unreachable/i, "unreachable from here"],
  [/HPE_|HTTPParser|HTTP version|HTTP_Response/i, "not an HTTP server"],
  [/bad port|requests to port/i, "fetch does not allow this port"],
  [/failed to fetch|NetworkError when|load failed/i, "the browser gives no reason; the network, TLS or CORS"],
];

/** The first known code; empty if there is none. */
function codeOf(failure: unknown): string {
  return causesOf(failure).map(knownCode).find(Boolean) ?? "";
}

/** The messages of an error and its causes, without URLs. */
function textOf(failure: unknown): string {
  const texts = causesOf(failure).map(({ code, name, message }) => `${code} ${name} ${message}`);
  return texts.join(" ").replace(/\S*:\/\/\S*/g, "");
}

/** Built-in JavaScript errors are programming errors, except those with which `fetch` reports network failures. */
function isOfNetwork(failure: unknown): boolean {
  const { name, message } = Object(failure) as Failure;
  const codes = causesOf(failure).map(({ code }) => code);
  const isCoded = codes.some((code) => typeof code === "string" && !MISTAKEN_ARGUMENT.test(code));
  return !MISTAKE.test(`${name}`) || isCoded || NETWORK.test(`${message}`);
}

const MISTAKE = /^(Type|Reference|Range|Syntax|Eval|URI)Error$/;
const MISTAKEN_ARGUMENT = /^(UND_)?ERR_(INVALID|MISSING)/;
const NETWORK =
  /^(fetch failed|failed to fetch|load failed|terminated|network ?(error|request)|error (reading|in) |the (network|internet) connection|a server with|could not connect)/i;
