export { onAbort } from "./abort-listeners.js";
export { Alarm } from "./alarm.js";
export { type Clock, systemClock } from "./clock.js";
export { CommonTask } from "./common-task.js";
export { isBrowser, readEnvironment } from "./environment.js";
export { isLogLevel, type Logger, type LogLevel, levelledLogger, logs } from "./logger.js";
export { guarded } from "./observer.js";
export { fingerprint, registryOf } from "./process-registry.js";
export { type Presence, RollCall } from "./roll-call.js";
