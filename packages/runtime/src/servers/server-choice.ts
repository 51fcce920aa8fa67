import { ConfigurationError } from "../errors/index.js";

/** A server that callers may choose. */
export interface ServerDescription {
  /** The value of the option `server`. Absent: it is the default server. */
  readonly name?: string;
  /** `https://{region}.shop.example/v1` */
  readonly url: string;
  readonly variables?: { readonly [variable: string]: ServerVariable };
}

/** A variable in the URL of a server. */
export interface ServerVariable {
  /** Absent: callers must pass a value. */
  readonly default?: string;
  /** The allowed values. Absent: any. */
  readonly values?: readonly string[];
}

/** The client options that choose a server. */
export interface ServerOptions {
  /** The name of the server. Default: the first. */
  readonly server?: string | undefined;
  /** Values of the variables in its URL. */
  readonly variables?: Readonly<Record<string, string | undefined>> | undefined;
}

/** The servers of an API, as clients use them. */
export interface ServerPolicy {
  readonly servers: readonly ServerDescription[];
  /**
   * The URL that the options choose, or else that of the environment, or else the default.
   *
   * @throws ConfigurationError when the server, a variable or a value is unknown or missing.
   */
  readonly "~open": (options: object, environment: string | undefined) => string;
}

/**
 * Describes the servers of an API, for the member `servers` of its description. The first is the default.
 *
 * @example
 * const servers = serverChoice([
 *   { name: "main", url: "https://{region}.shop.example", variables: { region: { default: "eu", values: ["eu", "us"] } } },
 *   { name: "sandbox", url: "https://sandbox.shop.example" },
 * ]);
 * const client = new ApiClient<ClientOptions & ServerOptions>({ ...api, servers }, { variables: { region: "us" } });
 */
export function serverChoice(servers: readonly ServerDescription[]): ServerPolicy {
  return {
    servers,
    "~open": (options, environment) => {
      const { server, variables } = options as ServerOptions;
      if (environment !== undefined && server === undefined && variables === undefined) return environment;
      const chosen = server === undefined ? servers[0] : servers.find(({ name }) => name === server);
      if (chosen === undefined) {
        const names = servers.flatMap(({ name }) => name ?? []);
        throw new ConfigurationError(`server cannot be ${String(server)}: choose ${names.join(" or ")}`);
      }
      return expanded(chosen, variables ?? {});
    },
  };
}

function expanded({ url, variables = {} }: ServerDescription, given: object): string {
  const values = given as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(values).find((name) => !Object.hasOwn(variables, name));
  if (unknown !== undefined) {
    throw new ConfigurationError(`variables.${unknown} is not a variable of ${url}`);
  }
  return Object.entries(variables).reduce((text, [name, variable]) => {
    const value = values[name] ?? variable.default;
    if (typeof value !== "string") throw new ConfigurationError(`variables.${name} must be a string`);
    if (variable.values !== undefined && !variable.values.includes(value)) {
      throw new ConfigurationError(
        `variables.${name} cannot be ${value}: choose ${variable.values.join(" or ")}`,
      );
    }
    // A slash in the host would send the credentials to another one.
    if ((isInHost(url, name) ? /[/?#@\\\s]/ : /[?#@\\\s]/).test(value)) {
      throw new ConfigurationError(
        `variables.${name} contains a character that its place in the URL does not allow`,
      );
    }
    return text.replaceAll(`{${name}}`, () => value);
  }, url);
}

/** Whether a variable is in the part of the URL before the path: `{region}` in `https://{region}.shop.example/{base}`. */
function isInHost(url: string, variable: string): boolean {
  return /^[^/]*:\/\/[^/]*/.exec(url)?.[0].includes(`{${variable}}`) ?? false;
}
