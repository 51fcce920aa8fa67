import * as v from "valibot";
import { endpoint, resourceTree } from "./resource-tree.ts";

const string = v.pipe(v.string(), v.nonEmpty("Invalid value: Expected a string that is not empty"));
const strings = v.pipe(v.array(string), v.readonly());
const identifier = v.pipe(
  v.string(),
  v.regex(/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u, "Invalid name: Expected a TypeScript identifier"),
);
/** New names by old name or by JSON pointer. */
const renaming = v.exactOptional(v.pipe(v.record(v.string(), identifier), v.readonly()));

const manifest = v.strictObject({
  /** SPDX identifier. Default: `MIT`. */
  license: v.exactOptional(string),
  author: v.exactOptional(string),
  /** `git+https://…` URL of the repository. */
  repository: v.exactOptional(string),
  /**
   * Whether the packages are members of a pnpm workspace. If so, they depend on each other with `workspace:` and on
   * tools with `catalog:`. Default: `false`, npm version ranges.
   */
  workspace: v.exactOptional(v.boolean()),
});

const resourcePackage = v.strictObject({
  /** The class of a client for this package alone, `Sales`. */
  client: identifier,
  /** One sentence for npm and the README. */
  description: string,
  /** Tags of the document, as the document spells them. */
  resources: strings,
});

const umbrella = v.strictObject({
  folder: string,
  /** npm name. Default: the scope and the folder. */
  name: v.exactOptional(string),
  /** The class of the client, `Shop`. */
  client: identifier,
  description: string,
});

const webhooks = v.strictObject({
  folder: string,
  description: string,
  /** The union of all events. Default: `WebhookEvent`. */
  union: v.exactOptional(identifier),
});

/** Paths are relative to the configuration. */
const release = v.strictObject({
  /** The document as of the last release, `released.json`. The release writes it. */
  snapshot: string,
  /** The folder of the changesets, `../.changeset`. */
  changesets: string,
});

/** What references of the document may point to, in addition to its own folder or git repository. */
const references = v.strictObject({
  /** Other folders, relative to this file. */
  folders: v.exactOptional(strings),
  /** Other hosts, such as `schemas.example.com`. */
  hosts: v.exactOptional(strings),
});

const names = v.strictObject({
  /** Types, by default name (`File`) or by JSON pointer (`#/components/schemas/File`). */
  types: renaming,
  /** Constants of operations: `{ listOrders: "ordersList" }`, or by pointer. */
  operations: renaming,
  /** Accessors of resources: `{ shippingLabels: "labels" }`. */
  resources: renaming,
  /** Methods, by the operation's constant: `{ listOrders: "all" }`. */
  methods: renaming,
});

/** How the pages of lists follow each other. Names that are absent are found by the shape of the operation. */
const pagingRule = v.strictObject({
  /** The style. `none`: these operations are not lists, whatever their shape. */
  kind: v.picklist(["cursor", "offset", "page", "address", "link", "none"]),
  /**
   * The operations: their ids, or their methods and paths, where `*` stands for anything: `listOrders`, `GET /v2/*`. Default: all that
   * have the parameter and the values of the response.
   */
  operations: v.exactOptional(strings),
  /** The request parameter that takes the cursor. */
  cursor: v.exactOptional(string),
  /** The request parameter that takes the number of items before the page. */
  offset: v.exactOptional(string),
  /** The request parameter that takes the number of the page. */
  page: v.exactOptional(string),
  /** The number of the first page. Default: 1, or what the parameter says. */
  first: v.exactOptional(v.number()),
  /** The array with the items, `result.rows`. An empty string: the response itself. */
  items: v.exactOptional(v.string()),
  /** The cursor or the address of the next page, `meta.next`. */
  next: v.exactOptional(string),
  /** The property of the last item that is the cursor, `id`. An empty string: the item itself. */
  last: v.exactOptional(v.string()),
  /** Whether there are more pages, `has_more`. */
  more: v.exactOptional(string),
  /** The number of items in the whole list. */
  total: v.exactOptional(string),
  /** The number of pages. */
  pages: v.exactOptional(string),
  /** The number of the page in its response. */
  current: v.exactOptional(string),
});

/** A module below `src`, without its extension. */
const customModule = v.pipe(
  v.string(),
  v.regex(
    /^(?!.*(?:^|\/)\.)[\w.-]+(?:\/[\w.-]+)*(?<!\.[cm]?[jt]sx?)$/,
    "Invalid module: Expected a path below src without extension, such as custom/totals",
  ),
);

/** A feature, the package that has it, or both with options. Loading it shows whether it is one. */
const featureEntry = v.union(
  [
    string,
    v.pipe(v.tuple([string, v.looseObject({})]), v.readonly()),
    v.custom<{ readonly name: string }>(
      (value) => typeof value === "object" && value !== null && "name" in value,
    ),
  ],
  "Invalid feature: Expected a feature such as `zod()`, or the name of its package",
);

const optional = <const Entries extends v.ObjectEntries>(schema: v.StrictObjectSchema<Entries, undefined>) =>
  v.exactOptional(v.pipe(schema, v.readonly()));

const sdkConfig = v.pipe(
  v.strictObject({
    /**
     * Files and globs of the document, relative to this file. A folder means its `openapi.yaml`, an `https:` URL is
     * downloaded, and `-` is the standard input. Several files are merged into one document.
     */
    documents: v.pipe(
      v.array(string),
      v.minLength(1, "Invalid length: Expected at least one file"),
      v.readonly(),
    ),
    /**
     * Overlays (OpenAPI Overlay 1.0 and 1.1) that change the document before it is read: paths relative to this file, or
     * `https:` URLs. They apply in this order. Default: none.
     */
    overlays: v.exactOptional(strings),
    /** What references may point to. Default: only files in the folder or git repository of each document. */
    references: optional(references),
    /** The folder that contains the packages, relative to this file. */
    output: string,
    /** Where `sdkgen bundle` writes the merged document, for the packages' tests. Default: `openapi.json` in `output`. */
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
    /** Prefix of the environment variables that clients read, `SHOP`. Default: the name of the umbrella's client. */
    environment: v.exactOptional(
      v.pipe(v.string(), v.regex(/^[A-Z][A-Z\d_]*$/, "Invalid prefix: Expected a prefix such as SHOP")),
    ),
    /** The packages by folder. Default: one package with every resource. */
    packages: v.exactOptional(
      v.pipe(v.record(v.string(), v.pipe(resourcePackage, v.readonly())), v.readonly()),
    ),
    /**
     * Modules of your own that the index of a package exports, by folder: `{ sales: ["custom/totals"] }` exports everything of
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
    client: v.exactOptional(identifier),
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
    /** Whether every warning about the document is an error. Default: `false`. */
    strict: v.exactOptional(v.boolean()),
    /**
     * How the pages of lists follow each other. The first one that names an operation counts, then the first one that fits it. Default: as
     * the document says, or as the shape of the operation shows.
     */
    pagination: v.exactOptional(v.pipe(v.array(v.pipe(pagingRule, v.readonly())), v.readonly())),
    /**
     * What the names of calls are made from: `paths` (`GET /chat/completions` is `chat.completions.list`), `tags` (`listOrders` with
     * the tag `orders` is `orders.list`) or `ids` (`orders/list-open` is `orders.listOpen`). Default: what suits the document;
     * `sdkgen names` says which, and why.
     */
    naming: v.exactOptional(v.picklist(["paths", "tags", "ids"])),
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
  v.readonly(),
);

/** Settings for generating one API that its document cannot express. */
export type SdkConfig = v.InferOutput<typeof sdkConfig>;
export type ManifestConfig = NonNullable<SdkConfig["manifest"]>;
export type PackageConfig = NonNullable<SdkConfig["packages"]>[string];
export type PagingRule = NonNullable<SdkConfig["pagination"]>[number];
/** What the model depends on besides the document. */
export type ModelConfig = Pick<
  SdkConfig,
  "names" | "naming" | "resources" | "ignore" | "pagination" | "clientParameters"
>;
export type NamesConfig = NonNullable<SdkConfig["names"]>;

/**
 * Gives a configuration its type, for completion in an editor.
 *
 * @example
 * export default defineConfig({ documents: ["openapi.yaml"], output: "../packages" });
 */
export function defineConfig(config: SdkConfig): SdkConfig {
  return config;
}

/** What is wrong with a value as a configuration, member by member. Empty for a valid one. */
export function configProblems(value: unknown): readonly string[] {
  const result = v.safeParse(sdkConfig, value);
  if (result.success) return [];
  const { nested = {}, root = [] } = v.flatten(result.issues);
  const members = Object.entries(nested).map(([path, messages]) => `\`${path}\`: ${messages?.join(", ")}`);
  return [...root, ...members];
}
