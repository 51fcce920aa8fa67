import { ConfigurationError } from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
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
    alternative.map(([name]) => optionsText(name, description, api.environment)).join(" and "),
  );
  throw new ConfigurationError(`no ${api.name} credentials for ${id}: pass ${ways.join(", or ")}`);
}

/** "token (or CLUB_TOKEN)". A credential that may also be the option `apiKey` has both names. */
function optionsText(
  name: string,
  { schemes, apiKey, variables }: SecurityDescription,
  environment: string,
): string {
  const scheme = schemes[name];
  if (scheme === undefined) return "";
  const text = (names: readonly string[]) =>
    optionText(
      names,
      names.map((option) => variableOf(environment, option, variables)),
    );
  if (scheme.kind === "basic")
    return [scheme.username, scheme.password].map((option) => text([option])).join(", ");
  return text([...new Set([scheme.option, ...(name === apiKey ? ["apiKey"] : [])])]);
}

function optionText(names: readonly string[], variables: readonly string[]): string {
  return `${names.join(" or ")} (or ${[...new Set(variables)].join(" or ")})`;
}
