import { groupBy } from "../groups.ts";
import { suffixOf } from "../variables.ts";
import type { ApiModel } from "./api-model.ts";
import { credentialSchemes, onlyKey } from "./credentials.ts";
import type { SecurityScheme } from "./security.ts";
import type { ServerModel, ServerVariable } from "./servers.ts";

/** An option of clients for a credential. */
export interface CredentialOption {
  readonly name: string;
  /** The variable is `<PREFIX>_<suffix>`: `ACCESS_TOKEN` for `accessToken`. */
  readonly suffix: string;
  /** The whole name of the variable, in place of the prefix and the suffix. */
  readonly variable?: string;
  readonly scheme: SecurityScheme;
  readonly part: "credential" | "username" | "password";
  /** It is another name for the option of the scheme. */
  readonly isAlias?: true;
}

/** True if clients have other options than those of an API with one key and one server. */
export function hasOwnOptions(api: ApiModel): boolean {
  return hasSecurity(api) || hasServers(api) || api.clientParameters.length > 0;
}

/** True if the credentials of an API have to be chosen, combined or determined for each request. */
export function hasSecurity(api: ApiModel): boolean {
  return credentialSchemes(api).length > 0 && onlyKey(api) === undefined;
}

/** The options for the credentials of an API with several, or with tokens. */
export function credentialOptions(api: ApiModel): readonly CredentialOption[] {
  if (!hasSecurity(api)) return [];
  const { variables = {} } = api.security;
  const options = credentialSchemes(api).flatMap((scheme) =>
    scheme.options.map((name, index): CredentialOption => {
      const part = scheme.auth.kind !== "basic" ? "credential" : index === 0 ? "username" : "password";
      const variable = variables[name];
      return { name, suffix: suffixOf(name), ...(variable !== undefined && { variable }), scheme, part };
    }),
  );
  const aliased = options.find(({ scheme }) => scheme.name === api.security.apiKey);
  if (aliased === undefined || options.some(({ name }) => name === "apiKey")) return options;
  const { variable: _, ...alias } = aliased;
  return [...options, { ...alias, name: "apiKey", suffix: suffixOf("apiKey"), isAlias: true }];
}

/** The environment variable of an option: `SHOP_ACCESS_TOKEN` for `accessToken`. */
export function variableOf(
  { suffix, variable }: Pick<CredentialOption, "suffix" | "variable">,
  environment: string,
): string {
  return variable ?? `${environment}_${suffix}`;
}

/** True if callers can choose between servers, or set variables. */
export function hasServers({ servers }: ApiModel): boolean {
  return offeredServers(servers).some(({ variables }, index) => index > 0 || variables.length > 0);
}

/** True if callers must pass a base URL, because the document has no default one: no server, or a relative one. */
export function needsBaseURL({ baseURL }: Pick<ApiModel, "baseURL">): boolean {
  return !/^https?:\/\//i.test(baseURL);
}

/** The default server, and those with names. */
export function offeredServers(servers: readonly ServerModel[]): readonly ServerModel[] {
  return servers.filter(({ name }, index) => index === 0 || name !== undefined);
}

/** The variables of all servers by name. One that is restricted only in some servers is not restricted. */
export function serverVariables({ servers }: ApiModel): readonly ServerVariable[] {
  const all = offeredServers(servers).flatMap(({ variables }) => variables);
  return [...groupBy(all, ({ name }) => name).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const isRestricted = group.every(({ values }) => values !== undefined);
    const { values: _, ...variable } = first;
    return [
      {
        ...variable,
        ...(isRestricted && { values: [...new Set(group.flatMap(({ values }) => values ?? []))] }),
      },
    ];
  });
}
