import { type Auth, checkBrowser, Secrets } from "../calls/index.js";
import { applyCredentials } from "./apply-credentials.js";
import {
  type CredentialOptions,
  checkValues,
  type GivenCredential,
  identityOf,
  valuesOf,
} from "./credential-values.js";
import type { CredentialOwner, SecurityDescription } from "./security-description.js";

/** The credentials of a client. */
export interface OpenedSecurity {
  readonly auth: Auth;
  /** Credentials that are the same for all requests: none. */
  readonly credentials: Record<never, never>;
  /** Identifies the credentials; clients with the same ones share a rate limit. Undefined: there are none. */
  readonly account: string | undefined;
  readonly secrets: Secrets;
}

/** The security of an API, as clients use it. */
export interface SecurityPolicy extends SecurityDescription {
  /**
   * Reads the credentials from the options and the environment.
   *
   * @param onlyOptions Whether only the options are read, to check them when a client is created.
   * @throws ConfigurationError when a credential has a wrong value, or is given in a browser.
   */
  readonly "~open": (
    api: CredentialOwner,
    options: CredentialOptions,
    onlyOptions?: boolean,
  ) => OpenedSecurity;
}

/**
 * Describes the security schemes of an API, for the member `security` of its description. The credential of each scheme is a client
 * option, or an environment variable: `token` and `CLUB_TOKEN`. A call is sent with the first alternative whose credentials are all
 * given. If none is complete, it is sent without credentials if that is an alternative, and rejected otherwise.
 *
 * @param tokens Token providers, by scheme.
 * @example
 * const api: ApiDescription = {
 *   name: "Club",
 *   baseURL: "https://club.example",
 *   environment: "CLUB",
 *   security: securitySchemes({
 *     schemes: {
 *       login: { kind: "basic", username: "username", password: "password" },
 *       token: { kind: "bearer", option: "token" },
 *     },
 *     requirement: [{ token: [] }, {}],
 *   }),
 * };
 */
export function securitySchemes(
  described: SecurityDescription,
  tokens?: SecurityDescription["tokens"],
): SecurityPolicy {
  const description = tokens === undefined ? described : { ...described, tokens };
  return {
    ...description,
    "~open": (api, options, onlyOptions = false) =>
      open(description, api, options, onlyOptions ? undefined : api.environment),
  };
}

function open(
  description: SecurityDescription,
  api: CredentialOwner,
  options: CredentialOptions,
  environment: string | undefined,
): OpenedSecurity {
  const given = valuesOf(description, api.name, options, environment);
  checkValues(given);
  if (given.size > 0) checkBrowser(api.name, options.dangerouslyAllowBrowser);
  const values = [...given.values()].flatMap(secretsOf);
  const auth = {
    apply: applyCredentials({ description, api, given, values, defaultHeaders: options.defaultHeaders }),
  };
  return {
    auth,
    credentials: {},
    account: identityOf(given),
    secrets: new Secrets(values, headersOf(description)),
  };
}

function secretsOf({ value }: GivenCredential): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" ? value.secrets : [];
}

function headersOf({ schemes }: SecurityDescription): readonly string[] {
  return Object.values(schemes).map((scheme) =>
    scheme.kind === "apiKey" && scheme.in === "header" ? scheme.name : "authorization",
  );
}
