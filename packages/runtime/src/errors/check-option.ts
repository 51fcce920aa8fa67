import { ConfigurationError } from "./errors.js";

/** @throws ConfigurationError unless the option is valid. */
export function checkOption(name: string, value: unknown, isRight: boolean): void {
  if (!isRight) throw new ConfigurationError(`${name} cannot be ${String(value)}`);
}
