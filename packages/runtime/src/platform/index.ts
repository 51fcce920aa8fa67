export { onAbort } from "./abort-listeners.js";
export { type Clock, systemClock } from "./clock.js";
export { isBrowser, readEnvironment } from "./environment.js";
export { isLogLevel, type Logger, type LogLevel, levelledLogger, logs } from "./logger.js";
export { momentOf } from "./moment.js";
export { guarded } from "./observer.js";
export { fingerprint, registryOf } from "./process-registry.js";
export { within } from "./time-limit.js";
