/** Where log lines go. `console` is one. */
export interface Logger {
  error(message: string, ...details: unknown[]): void;
  warn(message: string, ...details: unknown[]): void;
  info(message: string, ...details: unknown[]): void;
  debug(message: string, ...details: unknown[]): void;
}

/** How much is logged: each level has those before it. */
export type LogLevel = (typeof LEVELS)[number];

const LEVELS = ["off", "error", "warn", "info", "debug"] as const;
const HIDDEN = "***";
const SECRET_HEADER = /auth|cookie|credential|key|pass|secret|session|signature|token/i;

/** Whether a text names a log level. */
export function isLogLevel(text: string | undefined): text is LogLevel {
  return (LEVELS as readonly (string | undefined)[]).includes(text);
}

/** Whether lines of a level are written at the level that was chosen. */
export function logs(chosen: LogLevel, level: LogLevel): boolean {
  return LEVELS.indexOf(level) <= LEVELS.indexOf(chosen);
}

/** The logger, with the levels that were not chosen silenced. One that throws ends no call. */
export function levelledLogger(logger: Logger, chosen: LogLevel): Logger {
  const at = (level: keyof Logger): Logger["info"] => {
    if (!logs(chosen, level)) return () => {};
    return (message, ...details) => {
      try {
        logger[level](message, ...details);
      } catch {
        // There is nowhere left to say it.
      }
    };
  };
  return { error: at("error"), warn: at("warn"), info: at("info"), debug: at("debug") };
}

/** An address for a log: the values in its query, which may be anyone's data or a key, are replaced by `***`. */
export function redactedURL(url: string): string {
  return url.replace(/([?&][^=&]+=)[^&]*/g, `$1${HIDDEN}`);
}

/**
 * Headers for a log: those that may hold a secret are replaced by `***`.
 *
 * @param names Further headers that hold one.
 * @param key What no header may show, whatever it is called.
 */
export function redactedHeaders(
  headers: Headers | Readonly<Record<string, string>>,
  names: readonly (string | undefined)[],
  key?: string,
): Record<string, string> {
  const secret = new Set(names.map((name) => name?.toLowerCase()));
  const isSecret = (name: string, value: string): boolean =>
    SECRET_HEADER.test(name) || secret.has(name) || (key !== undefined && value.includes(key));
  return Object.fromEntries(
    [...new Headers(headers)].map(([name, value]) => [name, isSecret(name, value) ? HIDDEN : value]),
  );
}
