import type { JsonValue } from "../api-model/index.ts";
import type { SdkConfig } from "../config/index.ts";
import { GENERATOR_PACKAGE, RUNTIME_PACKAGE } from "../names/runtime-symbols.ts";
import { literal } from "../printer/literals.ts";

/** A choice of the configuration: its comment, and an example that is commented out unless the configuration has a value. */
interface Choice {
  readonly key: keyof SdkConfig;
  readonly comment: string;
  readonly example?: string;
}

/** The choices that a new repository may want to make, in the order of the file. */
const CHOICES: readonly Choice[] = [
  {
    key: "documents",
    comment: "The document, relative to this file. Several files are merged into one document.",
  },
  {
    key: "overlays",
    comment: "Corrections of the document, for one that others write (OpenAPI Overlay 1.0).",
    example: '["corrections.yaml"]',
  },
  {
    key: "strict",
    comment: "Whether warnings about the document fail the command. For a document that you write yourself.",
    example: "true",
  },
  { key: "output", comment: "The folder of the packages." },
  { key: "bundle", comment: "The document as one file, for the tests against the mock server." },
  { key: "scope", comment: "The scope of the packages on npm." },
  { key: "name", comment: "The name of the package on npm." },
  { key: "client", comment: "The class of the client." },
  {
    key: "runtime",
    comment: `Where the packages have their runtime from. Default: a dependency on \`${RUNTIME_PACKAGE}\`.`,
    example: '{ package: "@acme/runtime" }',
  },
  {
    key: "environment",
    comment: "The prefix of environment variables with credentials. Default: from the client.",
    example: '"ACME"',
  },
  {
    key: "manifest",
    comment: "What the manifests of all packages say. npm needs `repository` for provenance.",
  },
  {
    key: "packages",
    comment:
      "A package for each group of resources, by its folder. Resources may be moved from one to another.",
  },
  { key: "webhooks", comment: "The package with the types of the events." },
  { key: "umbrella", comment: "The package whose client has all resources." },
  {
    key: "naming",
    comment: "What names of calls are made from. `sdkgen names` lists them.",
    example: '"paths"',
  },
  {
    key: "resources",
    comment: "Names of calls that you choose yourself; the others stay as they are.",
    example: '{ orders: { cancel: "post /orders/{id}/cancel" } }',
  },
  {
    key: "onlyResources",
    comment: "Whether the packages contain only the operations that `resources` names.",
  },
  { key: "names", comment: "Names of types, constants and methods that you choose yourself." },
  {
    key: "ignore",
    comment: "Operations that the packages leave out.",
    example: '["/internal"]',
  },
  {
    key: "pagination",
    comment: "How pages follow each other, where the document and its shape do not say it.",
    example: '[{ kind: "cursor", cursor: "after", items: "data", next: "meta.next" }]',
  },
  { key: "queryFormat", comment: "How arrays and objects are sent in the query." },
  { key: "servers", comment: "The base URLs of the API by name. The first is the default." },
  { key: "authentication", comment: "The security schemes of the API." },
  { key: "security", comment: "The schemes that calls need, as alternatives." },
  { key: "credentials", comment: "The client options with the credentials of each scheme." },
  { key: "variables", comment: "The environment variables of such options that have another name." },
  { key: "maxRetries", comment: "How often clients retry a call that failed temporarily." },
  {
    key: "release",
    comment: "Where `sdkgen release` records the document of the last release, and writes changesets.",
  },
];

/** `sdk.config.ts`: the configuration with a comment for each choice. */
export function configurationText(config: SdkConfig): string {
  const members = CHOICES.flatMap(({ key, comment, example }) => {
    const value = config[key];
    if (value !== undefined)
      return [`  /** ${comment} */`, `  ${key}: ${literal(value as JsonValue, "  ")},`];
    return example === undefined ? [] : [`  // ${comment}`, `  // ${key}: ${example},`];
  });
  return [
    `import { defineConfig } from "${GENERATOR_PACKAGE}";`,
    "",
    "/** How the packages are generated. The JSON schema of the generator, `sdk.config.schema.json`, has all choices. */",
    "export default defineConfig({",
    ...members,
    "});",
    "",
  ].join("\n");
}
