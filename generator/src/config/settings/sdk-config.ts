import * as v from "valibot";
import { NAMINGS } from "../../names/calls/call-names.ts";
import {
  credentials,
  queryFormat,
  rateLimit,
  security,
  securityScheme,
  servers,
  sessionToken,
  variables,
  webhookSignature,
} from "./api-settings.ts";
import { manifest, resourcePackage, umbrella, webhooks } from "./package-settings.ts";
import { pagingRule } from "./paging-rule.ts";
import { customModule, featureEntry, names, references, release } from "./project-settings.ts";
import { endpoint, resourceTree } from "./resource-tree.ts";
import { runtimeChoice } from "./runtime-choice.ts";
import { style, templates } from "./style-settings.ts";
import { identifier, optional, string, strings, typeName } from "./values.ts";

/** The schema of a configuration, from which its type, its documentation and its JSON schema are derived. */
export const sdkConfig = v.pipe(
  v.strictObject({
    /**
     * Files and globs of the document, relative to this file. A folder means its `openapi.yaml`, an `https:` URL is
     * downloaded, and `-` is the standard input. Several files are merged into one document. A glob does not match files in generated
     * packages and in `node_modules`, unless it starts with such a folder.
     */
    documents: v.pipe(
      v.array(string),
      v.minLength(1, "Invalid length: Expected at least one file"),
      v.readonly(),
    ),
    /**
     * Overlays (OpenAPI Overlay 1.0 and 1.1), or files with parts of a document, that change the document before it is read: paths
     * relative to this file, or `https:` URLs. They apply in this order. Default: none.
     */
    overlays: v.exactOptional(strings),
    /**
     * The address of the API's documentation, `https://acme.example/docs/`, which relative links in HTML descriptions start from. Default:
     * that of `externalDocs`, or else that from which the document is downloaded; without any, such links become text.
     */
    documentUrl: v.exactOptional(
      v.pipe(v.string(), v.regex(/^https?:\/\/\S+$/i, "Invalid address: Expected an `https:` URL")),
    ),
    /** Allowed targets of references. Default: only files in the folder or git repository of each document. */
    references: optional(references),
    /** The folder that contains the packages, relative to this file. */
    output: string,
    /** Where `sdkgen bundle` writes the merged document, for the packages' tests. Default: `generate` writes it to `test/openapi.json` of each package. */
    bundle: v.exactOptional(string),
    /** Scope of the packages' npm names, `@shop`. Default: none, so the names are the folders. */
    scope: v.exactOptional(
      v.pipe(
        v.string(),
        v.regex(/^@[a-z\d~-][a-z\d._~-]*$/, "Invalid scope: Expected a scope such as @shop"),
      ),
    ),
    /** The content of the packages' manifests, apart from their names. */
    manifest: optional(manifest),
    /** How the text of generated files is written. */
    style: optional(style),
    /**
     * Handlebars files of your own for the Markdown of the packages, relative to this file. A value of the document is escaped where it is
     * printed: `{{text name}}`, `{{code call}}`. A variable that does not exist is an error. Default: the templates of the generator.
     */
    templates: optional(templates),
    /**
     * Where the packages have their runtime from. `dependency`: from `@copilot-sdk/runtime`. `{ package: "@acme/runtime" }`: from a package
     * of this name, which the generator writes beside them. `bundled`: each package contains what it uses and has no dependency;
     * `{ bundled: ["otel"] }` adds modules for its users. `workspace`: from `@copilot-sdk/runtime` as a member of the same pnpm
     * workspace. Default: `dependency`.
     */
    runtime: v.exactOptional(runtimeChoice),
    /**
     * The package whose `startMock()` needs no `document` for this API, in the examples of READMEs. Default: `@copilot-sdk/mock`, to which the
     * examples pass the document.
     */
    mock: v.exactOptional(string),
    /** Prefix of the environment variables that clients read, `SHOP`. Default: the name of the umbrella's client. */
    environment: v.exactOptional(
      v.pipe(v.string(), v.regex(/^[A-Z][A-Z\d_]*$/, "Invalid prefix: Expected a prefix such as SHOP")),
    ),
    /** The packages by folder. Default: one package with every resource. */
    packages: v.exactOptional(
      v.pipe(v.record(v.string(), v.pipe(resourcePackage, v.readonly())), v.readonly()),
    ),
    /**
     * Your own modules that the index of a package exports, by folder: `{ sales: ["custom/totals"] }` exports everything of
     * `sales/src/custom/totals.ts`. A generated export with the same name takes precedence. Default: none.
     */
    custom: v.exactOptional(
      v.pipe(v.record(v.string(), v.pipe(v.array(customModule), v.readonly())), v.readonly()),
    ),
    /** npm name of the only package, `@acme/shop`. Default: from the title, in Latin letters. Not with `packages`. */
    name: v.exactOptional(
      v.pipe(
        v.string(),
        v.regex(
          /^(@[a-z\d~-][a-z\d._~-]*\/)?[a-z\d~-][a-z\d._~-]*$/,
          "Invalid name: Expected an npm name such as @acme/shop",
        ),
      ),
    ),
    /** The class of the client of the only package, `Shop`. Default: from the title, in its script. Not with `packages`. */
    client: v.exactOptional(typeName),
    /** The package whose client has the resources of all the others. Default: none. */
    umbrella: optional(umbrella),
    /** The package with the events of `webhooks`. Default: the only package; if there are several, none. */
    webhooks: optional(webhooks),
    /**
     * What packages have in addition: features, such as `zod()` of `@copilot-sdk/generator-zod`. In JSON and YAML, the names of their
     * packages, or pairs of a name and options: `["@copilot-sdk/generator-zod", { strict: true }]`. Default: none.
     */
    features: v.exactOptional(v.pipe(v.array(featureEntry), v.readonly())),
    /** Where releases are prepared and recorded. Only `sdkgen release` needs it. */
    release: optional(release),
    /**
     * The type of the body of every error response, by name: `Problem`. The classes of errors then have this type for `body`.
     * Default: none, so that `isErrorOf` tells the type of a body by operation and status.
     */
    errorBody: v.exactOptional(identifier),
    /**
     * Parameters that callers give once to the client, by the names that callers pass: `["AccountSid"]`. Each is an option of the client in
     * camel case, `accountSid`, and an optional parameter of the calls that have it. Strings, numbers and booleans are possible. Default:
     * none.
     */
    clientParameters: v.exactOptional(strings),
    /**
     * The type of 64-bit integers (`format: int64` and `uint64`). `number` is what `JSON.parse` returns, and loses digits beyond 2^53.
     * `bigint` and `string`, a string of digits, are exact in requests, responses and events, whatever the size of the value. Integers
     * with an `enum` or a `const` stay numbers. Changing it is a breaking change. Default: `number`.
     */
    int64: v.exactOptional(v.picklist(["number", "bigint", "string"])),
    /** Whether every warning about the document is an error. Default: `false`. */
    strict: v.exactOptional(v.boolean()),
    /**
     * How the pages of lists follow each other. The first one that names an operation counts, then the first one that fits it. Default: as
     * the document says, or as the shape of the operation shows.
     */
    pagination: v.exactOptional(v.pipe(v.array(v.pipe(pagingRule, v.readonly())), v.readonly())),
    /**
     * The base URLs of the API by name, `{ production: "https://api.acme.example/v1" }`. The first is the default, the others are values of
     * the client option `server`. A variable, `https://{region}.acme.example`, keeps what the document says about it. Default: the servers of
     * the document.
     */
    servers: v.exactOptional(servers),
    /** The rate limit of the API. Default: that of the document, `x-rate-limit`. */
    rateLimit: optional(rateLimit),
    /**
     * The security schemes of the API, by name: `{ token: { type: "http", scheme: "bearer" } }`. They replace the schemes of the document
     * with the same names. Calls need one of them, unless their operation has its own `security`. Default: those of the document.
     */
    authentication: v.exactOptional(v.pipe(v.record(v.string(), securityScheme), v.readonly())),
    /**
     * The client options with the credentials of security schemes: `{ bearer: "accessToken", basic: ["username", "password"] }`, for `basic` the
     * user name and the password. The environment variables are named after them. Default: `apiKey` for the only scheme, or the names of
     * the schemes.
     */
    credentials: v.exactOptional(credentials),
    /**
     * The environment variables of options with credentials whose names are not the prefix and the option: `{ username: "ACME_CLIENT_ID" }`.
     * Default: none.
     */
    variables: v.exactOptional(variables),
    /**
     * Which schemes calls need, as alternatives with their scopes: `[{ token: [] }, {}]`, where `{}` is none. Operations with a `security`
     * keep it. Default: one of `authentication`, or as documented.
     */
    security: v.exactOptional(security),
    /**
     * Whether the packages contain only the operations that `resources` names; each of the others is reported. Default: `false`, the rules
     * name the others.
     */
    onlyResources: v.exactOptional(v.boolean()),
    /** How often clients retry a call that failed temporarily, unless their option `maxRetries` says otherwise. Default: 2. */
    maxRetries: v.exactOptional(
      v.pipe(v.number(), v.integer(), v.minValue(0, "Invalid value: Expected 0 or more")),
    ),
    /**
     * How arrays and objects are sent in the query, unless a parameter has `style` or `explode`: `{ arrays: "brackets" }`. Default: as the
     * document says, `x-query-format`; if it does not, as in OpenAPI.
     */
    queryFormat: optional(queryFormat),
    /** How webhook requests are signed. Default: as the document says, `x-webhook-signature`; if it does not, packages verify none. */
    webhookSignature: optional(webhookSignature),
    /** The session token of apps. Default: that of the document, `x-session-token`. */
    sessionToken: optional(sessionToken),
    /**
     * The source of call names: `paths` (`GET /chat/completions` is `chat.completions.list`), `tags` (`listOrders` with
     * the tag `orders` is `orders.list`), `tagged-ids` (the same is `orders.listOrders`) or `ids` (`orders/list-open` is
     * `orders.listOpen`). Default: what suits the document; `sdkgen names` says which, and why.
     */
    naming: v.exactOptional(v.picklist(NAMINGS)),
    /** Names that replace the default ones. */
    names: optional(names),
    /**
     * The names of calls, as a tree of resources and methods: `{ chat: { completions: { create: "post /chat/completions" } } }`.
     * It overrides the hints in the document, and these the rules. A path without a method stands for all operations below it.
     * Default: the names that the hints and rules give.
     */
    resources: v.exactOptional(resourceTree),
    /**
     * Operations that the packages do not contain: endpoints, `post /orders`, or paths, which stand for all operations below them.
     * Default: those that hints in the document leave out, such as `x-internal`, unless `resources` names them.
     */
    ignore: v.exactOptional(v.pipe(v.array(endpoint), v.readonly())),
  }),
  v.forward(
    v.check(
      ({ style, manifest }) => style?.importExtensions !== "none" || manifest?.format === "commonjs",
      'Invalid combination: ES modules without extensions do not load in Node, so `none` needs `manifest: { format: "commonjs" }`',
    ),
    ["style", "importExtensions"],
  ),
  v.readonly(),
);

/** Settings for generating one API that its document cannot express. */
export type SdkConfig = v.InferOutput<typeof sdkConfig>;
export type ManifestConfig = NonNullable<SdkConfig["manifest"]>;
export type RuntimeConfig = NonNullable<SdkConfig["runtime"]>;
export type PackageConfig = NonNullable<SdkConfig["packages"]>[string];
export type StyleConfig = NonNullable<SdkConfig["style"]>;
export type TemplatesConfig = NonNullable<SdkConfig["templates"]>;
export type PagingRule = NonNullable<SdkConfig["pagination"]>[number];
/** The settings that the model depends on. */
export type ModelConfig = Pick<
  SdkConfig,
  | "names"
  | "naming"
  | "resources"
  | "onlyResources"
  | "ignore"
  | "pagination"
  | "clientParameters"
  | "credentials"
  | "variables"
  | "int64"
> & {
  /** Set if the configuration was written for another generator. What the document does not contain is then a warning. */
  readonly foreign?: {
    /** The name of the file. */
    readonly file: string;
    /** The endpoints that it lists without a name for their calls, so that the rules name them. */
    readonly unnamed: readonly string[];
  };
};
/** The settings that describe the API, in place of the document. */
export type ApiConfig = Pick<
  SdkConfig,
  | "servers"
  | "rateLimit"
  | "authentication"
  | "security"
  | "queryFormat"
  | "webhookSignature"
  | "sessionToken"
>;
export type NamesConfig = NonNullable<SdkConfig["names"]>;

/**
 * Gives a configuration its type, for completion in an editor.
 *
 * @example
 * export default defineConfig({ documents: ["openapi.yaml"], output: "../../packages" });
 */
export function defineConfig(config: SdkConfig): SdkConfig {
  return config;
}
