import { requestIdOf } from "../answers/index.js";
import { type Clock, type Logger, type LogLevel, logs } from "../platform/index.js";
import type { Credentials } from "./credentials.js";
import type { Outgoing, Send } from "./send.js";

/** What the log needs to know of a client. */
export interface CallLogSettings {
  readonly logger: Logger;
  readonly logLevel: LogLevel;
  readonly clock: Clock;
  readonly apiKey: string | undefined;
  readonly credentials: Credentials;
}

/** The same with a line for each answer at the level `info`, and at `debug` one for each request before. */
export function logged(send: Send, settings: CallLogSettings): Send {
  const { logger, logLevel, clock, apiKey, credentials } = settings;
  if (!logs(logLevel, "info")) return send;
  return async (request, operation) => {
    const { method, path, url, headers, attempt } = request;
    const title = `${request.operation} ${method} ${path}`;
    const started = clock.now();
    const end = (outcome: string): void =>
      logger.info(`${title} ${outcome} after ${Math.round(clock.now() - started)} ms`);
    if (logs(logLevel, "debug")) {
      const secretHeaders = [...Object.keys(credentials.headers ?? {}), operation.idempotencyHeader];
      logger.debug(`${title} attempt ${attempt}`, {
        url: redactedURL(url),
        headers: redactedHeaders(headers, secretHeaders, apiKey),
      });
    }
    try {
      const response = await send(request, operation);
      const id = requestIdOf(response.headers);
      end(id === undefined ? `${response.status}` : `${response.status} (${id})`);
      return response;
    } catch (error) {
      end("no answer");
      throw error;
    }
  };
}

const HIDDEN = "***";
const SECRET_HEADER = /auth|cookie|credential|key|pass|secret|session|signature|token/i;

/** An address for a log: the values in its query, which may be anyone's data or a key, are hidden. */
function redactedURL(url: string): string {
  return url.replace(/([?&][^=&]+=)[^&]*/g, `$1${HIDDEN}`);
}

/** Headers for a log: those that may hold a secret, by their names or because the key is in them, are hidden. */
function redactedHeaders(
  headers: Outgoing["headers"],
  secretNames: readonly (string | undefined)[],
  key: string | undefined,
): Record<string, string> {
  const secrets = secretNames.map((name) => name?.toLowerCase());
  const isSecret = (name: string, value: string): boolean =>
    SECRET_HEADER.test(name) || secrets.includes(name) || (key !== undefined && value.includes(key));
  return Object.fromEntries(
    [...new Headers(headers)].map(([name, value]) => [name, isSecret(name, value) ? HIDDEN : value]),
  );
}
