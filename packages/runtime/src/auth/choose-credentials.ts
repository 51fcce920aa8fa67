import { ConfigurationError } from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import type { CredentialScheme } from "./credential.js";
import { type GivenCredential, type GivenCredentials, variableOf } from "./credential-values.js";
import type { CredentialOwner, SecurityDescription } from "./security-description.js";

/** A credential that a request needs. */
export interface NeededCredential {
  readonly given: GivenCredential;
  readonly scopes: readonly string[];
}

interface Choice {
  readonly api: CredentialOwner;
  readonly description: SecurityDescription;
  readonly given: GivenCredentials;
}

/**
 * The credentials of the first alternative for which all are given. Empty if the operation may be called without.
 *
 * @throws ConfigurationError when credentials are missing; the message names their options and environment variables.
 */
export function chooseCredentials(
  { api, description, given }: Choice,
  { id, authentication, security = description.requirement ?? [] }: OperationDefinition,
): readonly NeededCredential[] {
  if (authentication === false) return [];
  const alternatives = security.map(Object.entries<readonly string[]>);
  const complete = alternatives.find(
    (alternative) => alternative.length > 0 && alternative.every(([scheme]) => given.has(scheme)),
  );
  if (complete !== undefined) {
    return complete.flatMap(([scheme, scopes]) => {
      const credential = given.get(scheme);
      return credential === undefined ? [] : [{ given: credential, scopes }];
    });
  }
  if (alternatives.length === 0 || alternatives.some(({ length }) => length === 0)) return [];
  const ways = alternatives.map((alternative) =>
    alternative.map(([name]) => optionsText(description.schemes[name], api.environment)).join(" and "),
  );
  throw new ConfigurationError(`no ${api.name} credentials for ${id}: pass ${ways.join(", or ")}`);
}

/** "the option token (or CLUB_TOKEN)" */
function optionsText(scheme: CredentialScheme | undefined, environment: string): string {
  const options =
    scheme === undefined
      ? []
      : scheme.kind === "basic"
        ? [scheme.username, scheme.password]
        : [scheme.option];
  return options.map((option) => `${option} (or ${variableOf(environment, option)})`).join(", ");
}
