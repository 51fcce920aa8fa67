import { withoutQueries } from "../errors/index.js";
import { type Clock, type Logger, type LogLevel, logs } from "../platform/index.js";
import { requestIdOf } from "../responses/index.js";
import type { Outgoing, Send } from "./outgoing.js";
import type { Secrets } from "./secrets.js";
import { checkResponse } from "./send.js";

/** Client settings that the log needs. */
export interface CallLogSettings {
  readonly logger: Logger;
  readonly logLevel: LogLevel;
  readonly clock: Clock;
  readonly secrets: Secrets;
}

/** Adds logging to `send`: one line per response at level `info`, and one per request at level `debug`. */
export function logged(send: Send, settings: CallLogSettings): Send {
  const { logger, logLevel, clock, secrets } = settings;
  if (!logs(logLevel, "info")) return send;
  return async (request, operation) => {
    const { method, path, url, headers, attempt } = request;
    const title = `${request.operation} ${method} ${path}`;
    const redact = secrets.redactor(operation, headers);
    const started = clock.now();
    const end = (outcome: string): void =>
      logger.info(`${title} ${outcome} after ${Math.round(clock.now() - started)} ms`);
    if (logs(logLevel, "debug")) {
      const isSecret = (name: string, value: string): boolean =>
        secrets.isSecretHeader(name, operation) || redact(value) !== value;
      logger.debug(`${title} attempt ${attempt}`, {
        url: redact(withoutQueries(url)),
        headers: redactedHeaders(headers, isSecret),
      });
    }
    try {
      const response = await send(request, operation);
      checkResponse("fetch", response, operation);
      const id = requestIdOf(response.headers, redact);
      end(id === undefined ? `${response.status}` : `${response.status} (${id})`);
      return response;
    } catch (error) {
      end("no response");
      throw error;
    }
  };
}

const HIDDEN = "***";

/** Headers for the log, with the values of secret headers hidden. */
function redactedHeaders(
  headers: Outgoing["headers"],
  isSecret: (name: string, value: string) => boolean,
): Record<string, string> {
  return Object.fromEntries(
    [...new Headers(headers)].map(([name, value]) => [name, isSecret(name, value) ? HIDDEN : value]),
  );
}
