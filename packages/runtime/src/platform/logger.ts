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
  const at =
    (level: keyof Logger): Logger["info"] =>
    (message, ...details) => {
      try {
        if (logs(chosen, level)) logger[level](message, ...details);
      } catch {
        // There is nowhere left to say it.
      }
    };
  return { error: at("error"), warn: at("warn"), info: at("info"), debug: at("debug") };
}
