import { ConfigurationError } from "./errors.js";

/** @throws ConfigurationError unless the option is valid. */
export function checkOption(name: string, value: unknown, isValid: boolean): void {
  const shown = typeof value === "string" ? JSON.stringify(value) : String(value);
  if (!isValid) throw new ConfigurationError(`${name} cannot be ${shown}`);
}

/**
 * Checks an option whose value is not shown, because it may be a secret.
 *
 * @param valid What is valid, for the message.
 * @throws ConfigurationError unless the option is absent or valid.
 */
export function checkKind(name: string, value: unknown, isValid: boolean, valid: string): void {
  if (value !== undefined && value !== null && !isValid) {
    throw new ConfigurationError(`${name} must be ${valid}`);
  }
}
