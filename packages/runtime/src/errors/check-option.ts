import { ConfigurationError } from "./errors.js";

/** @throws ConfigurationError unless the option is valid. */
export function checkOption(name: string, value: unknown, isRight: boolean): void {
  const shown = typeof value === "string" ? JSON.stringify(value) : String(value);
  if (!isRight) throw new ConfigurationError(`${name} cannot be ${shown}`);
}

/**
 * Checks an option whose value is not shown, because it may be a secret.
 *
 * @param right The requirement, for the message.
 * @throws ConfigurationError unless the option is absent or valid.
 */
export function checkKind(name: string, value: unknown, isRight: boolean, right: string): void {
  if (value !== undefined && value !== null && !isRight) {
    throw new ConfigurationError(`${name} must be ${right}`);
  }
}
