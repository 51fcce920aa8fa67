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
  /** Identifies the credentials; clients with the same ones share a rate limit. Undefined: there are none. */
  readonly account: string | undefined;
  readonly secrets: Secrets;
}

/** The security of an API, as clients use it. */
export interface SecurityPolicy extends SecurityDescription {
  /** @throws ConfigurationError when an option has a wrong value, or a credential is passed in a browser. */
  readonly "~check": (api: CredentialOwner, options: CredentialOptions) => void;
  /** Reads the credentials from the options and the environment. */
  readonly "~open": (api: CredentialOwner, options: CredentialOptions) => OpenedSecurity;
}

/**
 * Describes the security schemes of an API, for the member `security` of its description. The credential of each scheme is a client
 * option, or an environment variable: `token` and `CLUB_TOKEN`. A call is sent with the first alternative whose credentials are all
 * given. If none is complete, it is sent without credentials if that is an alternative, and rejected otherwise.
 *
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
export function securitySchemes(description: SecurityDescription): SecurityPolicy {
  return {
    ...description,
    "~check": (api, options) => {
      const given = valuesOf(description, options);
      checkValues(given);
      if (given.size > 0) checkBrowser(api.name, options.dangerouslyAllowBrowser);
    },
    "~open": (api, options) => open(description, api, options),
  };
}

function open(
  description: SecurityDescription,
  api: CredentialOwner,
  options: CredentialOptions,
): OpenedSecurity {
  const given = valuesOf(description, options, api.environment);
  checkValues(given);
  if (given.size > 0) checkBrowser(api.name, options.dangerouslyAllowBrowser);
  const values = [...given.values()].flatMap(secretsOf);
  const auth = {
    apply: applyCredentials({ description, api, given, values, defaultHeaders: options.defaultHeaders }),
  };
  return { auth, account: identityOf(given), secrets: new Secrets(values, headersOf(description)) };
}

function secretsOf({ value }: GivenCredential): readonly string[] {
  return typeof value === "string" ? [value] : [];
}

function headersOf({ schemes }: SecurityDescription): readonly string[] {
  return Object.values(schemes).map((scheme) =>
    scheme.kind === "apiKey" && scheme.in === "header" ? scheme.name : "authorization",
  );
}
