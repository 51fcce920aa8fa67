import { checkKind, checkOption } from "../errors/index.js";
import { isRecord, PLAIN_OBJECT } from "../operations/index.js";
import { LOG_METHODS } from "../platform/index.js";
import type { ClientOptions } from "./client-options.js";

/**
 * Checks a client's options, except the key and the base URL, which may come from the environment later.
 *
 * @throws ConfigurationError when an option has an invalid type or value.
 */
export function checkClientOptions(options: ClientOptions): void {
  checkKind("options", options, isRecord(options), "an object, such as { apiKey }");
  for (const name of ["timeout", "maxRetries", "maxResponseBytes"] as const) {
    const value: unknown = options[name];
    const isNumber = typeof value === "number" && (value > 0 || (value === 0 && name === "maxRetries"));
    checkOption(name, value, value === undefined || isNumber);
  }
  for (const name of ["fetch", "onEvent", "onData"] as const) {
    checkKind(name, options[name], typeof options[name] === "function", "a function");
  }
  const { middleware, defaultHeaders, logger, rateLimit, quota } = options;
  const areFunctions = Array.isArray(middleware) && middleware.every((each) => typeof each === "function");
  checkKind("middleware", middleware, areFunctions, "an array of functions");
  checkKind("defaultHeaders", defaultHeaders, isRecord(defaultHeaders), PLAIN_OBJECT);
  const isLogger = LOG_METHODS.every((level) => typeof logger?.[level] === "function");
  checkKind("logger", logger, isLogger, `an object with the functions ${LOG_METHODS.join(", ")}`);
  checkKind("rateLimit", rateLimit, rateLimit === false || isRecord(rateLimit), "false or an object");
  checkKind("quota", quota, isRecord(quota), "an object, such as { plan }");
}
