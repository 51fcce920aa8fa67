/** Receives log lines. `console` is a logger. */
export interface Logger {
  error(message: string, ...details: unknown[]): void;
  warn(message: string, ...details: unknown[]): void;
  info(message: string, ...details: unknown[]): void;
  debug(message: string, ...details: unknown[]): void;
}

/** The log level. Each level includes the previous ones. */
export type LogLevel = (typeof LEVELS)[number];

/** The functions of a logger. */
export const LOG_METHODS = ["error", "warn", "info", "debug"] as const;

const LEVELS: readonly ["off", ...typeof LOG_METHODS] = ["off", ...LOG_METHODS];

/** Whether a string is a log level. */
export function isLogLevel(text: string | undefined): text is LogLevel {
  return (LEVELS as readonly (string | undefined)[]).includes(text);
}

/** Whether lines of `level` are logged at the `chosen` level. */
export function logs(chosen: LogLevel, level: LogLevel): boolean {
  return LEVELS.indexOf(level) <= LEVELS.indexOf(chosen);
}

/** Wraps a logger: drops lines below the chosen level and swallows its exceptions. */
export function levelledLogger(logger: Logger, chosen: LogLevel): Logger {
  const at =
    (level: keyof Logger): Logger["info"] =>
    (message, ...details) => {
      try {
        if (logs(chosen, level)) logger[level](message, ...details);
      } catch {
        // There is no other place to report it.
      }
    };
  return Object.fromEntries(LOG_METHODS.map((level) => [level, at(level)])) as Record<
    keyof Logger,
    Logger["info"]
  >;
}
