import { ConfigurationError } from "../errors/index.js";
import { readEnvironment } from "../platform/index.js";

/** @throws ConfigurationError when the option cannot be a secret. A missing or empty option is not checked here. */
export function checkSecret(option: unknown): void {
  const isValid = Array.isArray(option)
    ? option.every((each) => typeof each === "string" && each !== "")
    : option == null || typeof option === "string";
  if (!isValid) {
    throw new ConfigurationError(
      "no webhook secret: the option secret is neither a string nor an array of non-empty strings",
    );
  }
}

/**
 * The secrets to verify with: from the option, otherwise from the environment variable.
 *
 * @throws ConfigurationError when there are none.
 */
export function secretsOf(
  variable: string,
  option: string | readonly string[] | undefined,
): readonly string[] {
  const found = (): readonly string[] =>
    readEnvironment(variable)
      ?.split(",")
      .map((each) => each.trim()) ?? [];
  const secrets = typeof option === "string" ? [option] : (option ?? found());
  if (secrets.length === 0 || secrets.includes("")) {
    throw new ConfigurationError(`no webhook secret: pass the option secret or set ${variable}`);
  }
  return secrets;
}
