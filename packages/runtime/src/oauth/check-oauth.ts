import { ConfigurationError } from "../errors/index.js";
import type { ClientCredentials, RefreshToken } from "./credentials.js";

/** @throws ConfigurationError unless the credential can be used. Its values are not shown. */
export function checkOAuth(
  option: string,
  credential: object,
): asserts credential is ClientCredentials | RefreshToken {
  const { clientId, clientSecret, refreshToken, accessToken, tokenUrl, ...rest } = credential as Unchecked;
  const { scopes, clientAuthentication, onTokens } = rest;
  const check = (name: string, isValid: boolean, valid: string): void => {
    if (!isValid) throw new ConfigurationError(`${option}.${name} must be ${valid}`);
  };
  check("clientId", isText(clientId), TEXT);
  check("clientSecret", isOptionalText(clientSecret), TEXT);
  check("refreshToken", isOptionalText(refreshToken), TEXT);
  check("accessToken", isOptionalText(accessToken), TEXT);
  check("tokenUrl", isOptionalText(tokenUrl), "a URL");
  check(
    "clientSecret",
    clientSecret !== undefined || refreshToken !== undefined,
    "given, unless there is a refreshToken",
  );
  check(
    "scopes",
    scopes === undefined || (Array.isArray(scopes) && scopes.every(isText)),
    "an array of strings",
  );
  check("clientAuthentication", WAYS.includes(clientAuthentication), '"header" or "body"');
  check("onTokens", onTokens === undefined || typeof onTokens === "function", "a function");
}

type Unchecked = { readonly [Name in keyof ClientCredentials | keyof RefreshToken]?: unknown };

const TEXT = "a string that is not empty";
const WAYS: readonly unknown[] = [undefined, "header", "body"];

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function isOptionalText(value: unknown): boolean {
  return value === undefined || isText(value);
}
