import { UnreadableFileError } from "./files.ts";

/** The error for a request without a complete response. Messages of `fetch` may contain the URL, so only its codes are shown. */
export function requestFailure(error: unknown): UnreadableFileError {
  const cause = error instanceof Error ? error.cause : undefined;
  const { code, message } = (cause ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  const text = `${code} ${message}`;
  const [, reason, fix] = REASONS.find(([pattern]) => pattern.test(text)) ?? [/./, "the request failed"];
  return new UnreadableFileError(typeof code === "string" ? `${reason} (${code})` : reason, fix);
}

/** The error for a response that is not a document. */
export function statusFailure(status: number): UnreadableFileError {
  const fix =
    status === 401 || status === 403
      ? "no credentials are sent; download the document, and pass its path"
      : "make sure that the address is right; or download the document, and pass its path";
  return new UnreadableFileError(`its server responded with the status ${status}`, fix);
}

const CONNECTION = "make sure that its server runs and can be reached from here, also through a proxy";

/** The first match is the reason. */
const REASONS: readonly (readonly [pattern: RegExp, reason: string, fix?: string])[] = [
  [/ENOTFOUND|EAI_/, "its host is unknown", "correct the host, or check the connection to the network"],
  [/ECONNREFUSED/, "its server refused the connection", CONNECTION],
  [/EHOST|ENET/, "its server cannot be reached", CONNECTION],
  [/TIMEDOUT|TIMEOUT/, "its server did not respond in time", CONNECTION],
  [/EXPIRED/, "the certificate of its server has expired", "ask those who run the server to renew it"],
  [/ALTNAME/, "the certificate of its server is for another host", "correct the host"],
  [
    /CERT|ISSUER|SIGNATURE/,
    "the certificate of its server is not trusted",
    "set the environment variable NODE_EXTRA_CA_CERTS to a file with the certificate of its authority",
  ],
  [/SSL|EPROTO|TLS/, "its server does not support https", "correct the address and its port"],
  [/ECONNRESET|EPIPE|UND_ERR_SOCKET/, "its server closed the connection", CONNECTION],
  [/HPE_|UND_ERR/, "its server did not respond with HTTP", "correct the address and its port"],
  [/bad port/, "`fetch` does not allow its port", "use another port"],
];
