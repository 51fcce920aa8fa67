import * as v from "valibot";
import { memberName, pascalName } from "../names/words.ts";
import type { ResourceTree } from "./resource-tree.ts";
import type { SdkConfig } from "./sdk-config.ts";
import { paginationScheme, readScheme } from "./stainless-pagination.ts";

/** A Stainless configuration as far as this generator uses it. */
interface StainlessResource {
  readonly models?: { readonly [name: string]: unknown } | undefined;
  readonly methods?: { readonly [name: string]: string | StainlessMethod } | undefined;
  readonly subresources?: { readonly [name: string]: StainlessResource } | undefined;
  readonly skip?: unknown;
}

interface StainlessMethod {
  readonly endpoint?: string | undefined;
  readonly skip?: unknown;
  readonly paginated?: unknown;
}

const method = v.union(
  [
    v.string(),
    v.looseObject({
      endpoint: v.optional(v.string()),
      skip: v.optional(v.unknown()),
      paginated: v.optional(v.unknown()),
    }),
  ],
  "Invalid method: Expected an endpoint such as `post /orders`, or an object with an `endpoint`",
);
const resource: v.GenericSchema<StainlessResource> = v.looseObject({
  models: v.optional(v.record(v.string(), v.unknown())),
  methods: v.optional(v.record(v.string(), method)),
  subresources: v.optional(
    v.record(
      v.string(),
      v.lazy(() => resource),
    ),
  ),
  skip: v.optional(v.unknown()),
});
const stainless = v.looseObject({
  resources: v.record(v.string(), resource),
  pagination: v.optional(v.array(paginationScheme), []),
  client_settings: v.optional(
    v.looseObject({
      default_env_prefix: v.optional(v.string()),
      opts: v.optional(v.record(v.string(), v.looseObject({ read_env: v.optional(v.string()) }))),
    }),
  ),
});

type Settings = v.InferOutput<typeof stainless>["client_settings"];

/** What a Stainless configuration says in terms of ours. */
export interface StainlessConfig {
  readonly config: Pick<SdkConfig, "resources" | "names" | "environment" | "ignore" | "pagination">;
  /** Members, methods and names that have no effect. */
  readonly unused: readonly string[];
}

/**
 * Translates a Stainless configuration: `resources` with `methods`, `subresources` and `models`, `skip`, `pagination`, and the prefix
 * of environment variables in `client_settings`.
 *
 * @returns The problems if it is invalid.
 */
export function readStainless(value: unknown): StainlessConfig | { readonly problems: readonly string[] } {
  const result = v.safeParse(stainless, value);
  if (!result.success) {
    const { nested = {}, root = [] } = v.flatten(result.issues);
    const members = Object.entries(nested).map(([path, messages]) => `\`${path}\`: ${messages?.join(", ")}`);
    return { problems: [...root, ...members] };
  }
  const { resources, client_settings: settings, pagination: schemes, ...others } = result.output;
  const reader = new ResourceReader();
  const tree = reader.tree(resources, []);
  const environment = environmentOf(settings);
  const read = schemes.map(readScheme);
  const styles = read.flatMap((own) => ("rule" in own ? [own.rule] : []));
  const pagination = [
    ...(reader.unpaged.length > 0 ? [{ kind: "none" as const, operations: reader.unpaged }] : []),
    ...styles,
  ];
  return {
    config: {
      resources: tree,
      names: { types: Object.fromEntries(reader.types) },
      ...(reader.ignored.length > 0 && { ignore: reader.ignored }),
      ...(pagination.length > 0 && { pagination }),
      ...(environment !== undefined && { environment }),
    },
    unused: [
      ...Object.keys(others).map((member) => `\`${member}\``),
      ...unusedSettings(settings, environment),
      ...reader.unused,
      ...read.flatMap((own) => ("unused" in own ? [own.unused] : [])),
    ],
  };
}

/** Resources that are not resources of the client: types that several use, and the client itself. */
const SPECIAL = new Set(["$shared", "$client"]);

const RESOURCE_MEMBERS = new Set(["models", "methods", "subresources", "skip"]);
/** `type` is `http` for nearly all methods, and the generator sees what the others are. */
const METHOD_MEMBERS = new Set(["endpoint", "skip", "paginated", "type"]);
const SETTINGS = new Set(["default_env_prefix", "opts"]);

class ResourceReader {
  readonly types = new Map<string, string>();
  readonly ignored: string[] = [];
  readonly unused: string[] = [];
  /** The endpoints that have no pages, as `pagination` names them. */
  readonly unpaged: string[] = [];
  /** The call of each endpoint. */
  readonly #named = new Map<string, string>();

  tree(resources: { readonly [name: string]: StainlessResource }, path: readonly string[]): ResourceTree {
    const entries = Object.entries(resources).flatMap(([name, own]): readonly [string, ResourceTree][] => {
      this.#readModels(own);
      const isSpecial = SPECIAL.has(name);
      const inner = isSpecial ? path : [...path, memberName(name)];
      this.#reportOthers(isSpecial ? name : inner.join("."), own, RESOURCE_MEMBERS);
      const methods = this.#methodsOf(own, isSpecial ? [name] : inner);
      const nested = this.tree(own.subresources ?? {}, inner);
      const tree = { ...(isSpecial ? {} : methods), ...nested };
      return isSpecial || Object.keys(tree).length === 0 ? [] : [[memberName(name), tree]];
    });
    return Object.fromEntries(entries);
  }

  #methodsOf({ methods = {}, skip }: StainlessResource, path: readonly string[]): ResourceTree {
    const tree: { [name: string]: string } = {};
    for (const [name, written] of Object.entries(methods)) {
      const { endpoint, ...own }: StainlessMethod =
        typeof written === "string" ? { endpoint: written } : written;
      const call = [...path, memberName(name)].join(".");
      this.#reportOthers(call, own, METHOD_MEMBERS);
      const key = endpoint?.trim().replaceAll(/\s+/g, " ") ?? "";
      const other = this.#named.get(key.toLowerCase());
      if (isSkipped(skip) || isSkipped(own.skip)) this.ignored.push(key);
      else if (!/^\w+ \/\S*$/.test(key)) this.unused.push(`\`${call}\`, which has no endpoint`);
      else if (path.some((word) => SPECIAL.has(word)))
        this.unused.push(`\`${call}\`: clients have methods only in resources`);
      else if (other !== undefined) this.unused.push(`\`${call}\`: its endpoint is \`${other}\` already`);
      else {
        this.#named.set(key.toLowerCase(), call);
        if (own.paginated === false) this.unpaged.push(anyValues(key));
        tree[memberName(name)] = key;
      }
    }
    return tree;
  }

  #reportOthers(owner: string, members: object, known: ReadonlySet<string>): void {
    const others = Object.keys(members).filter((name) => !known.has(name));
    this.unused.push(...others.map((name) => `\`${name}\` of \`${owner}\``));
  }

  /** `models: { chat_model: ChatModel }`, where the value is a schema or its pointer. */
  #readModels({ models = {} }: StainlessResource): void {
    for (const [name, schema] of Object.entries(models)) {
      const component = typeof schema === "string" ? schema.replace(/^#\/components\/schemas\//, "") : "";
      if (component === "" || component.includes("/")) this.unused.push(`the model \`${name}\``);
      else if (pascalName(name) !== pascalName(component))
        this.types.set(`#/components/schemas/${component}`, pascalName(name));
    }
  }
}

/** `get /orders/{id}` as `pagination` names it, whatever the names of path parameters: `GET /orders/*`. */
function anyValues(endpoint: string): string {
  return endpoint.replace(/^\w+/, (verb) => verb.toUpperCase()).replaceAll(/\{[^}]*\}/g, "*");
}

/** `true`, or a list with a name of this language. */
function isSkipped(skip: unknown): boolean {
  return skip === true || (Array.isArray(skip) && ["node", "typescript"].some((name) => skip.includes(name)));
}

/** Settings of the client, and environment variables of options that do not begin with the prefix. */
function unusedSettings(settings: Settings, environment: string | undefined): readonly string[] {
  const others = Object.keys(settings ?? {}).filter((name) => !SETTINGS.has(name));
  const named = Object.entries(settings?.opts ?? {}).filter(
    ([option, { read_env: variable }]) =>
      variable !== undefined && variable !== `${environment}_${option.toUpperCase()}`,
  );
  return [
    ...others.map((name) => `\`client_settings.${name}\``),
    ...named.map(([option]) => `\`client_settings.opts.${option}.read_env\``),
  ];
}

/** The prefix of environment variables: as it is written, or that of an option's variable, `ACME` for `api_key` in `ACME_API_KEY`. */
function environmentOf(settings: Settings): string | undefined {
  const prefixes = Object.entries(settings?.opts ?? {}).map(([option, { read_env: variable }]) => {
    const suffix = `_${option.toUpperCase()}`;
    return variable?.endsWith(suffix) ? variable.slice(0, -suffix.length) : undefined;
  });
  return [settings?.default_env_prefix, ...prefixes].find((prefix) => /^[A-Z][A-Z\d_]*$/.test(prefix ?? ""));
}
