import type { ApiModel, ResourceModel } from "../api-model/api-model.ts";
import type { CallbackModel, WebhookModel } from "../api-model/deliveries.ts";
import type { NamedType } from "../api-model/type-model.ts";
import type { ManifestLinks } from "../repository.ts";
import type { Additions } from "./additions.ts";

/** An npm package as emitters see it. */
export type PackageModel = ResourcePackage | UmbrellaPackage | WebhooksPackage;

interface PackageBase {
  /** npm name, `@shop/sales`. */
  readonly name: string;
  /** Folder below the output folder, `sales`. */
  readonly folder: string;
  readonly description: string;
  /** The whole API. */
  readonly api: ApiModel;
  /** The name of the API in documentation and errors, `Shop`. */
  readonly apiName: string;
  /** Prefix of the environment variables, `SHOP`. */
  readonly environment: string;
  readonly manifest: Manifest;
  /** The default number of retries of its client. Absent: the runtime's default. */
  readonly maxRetries?: number;
  /** The folder of the package, relative to the repository, `packages/sales`. */
  readonly directory: string;
  /** The path of the merged document, relative to the package, `../../.wire/openapi.json`. Absent: the package contains it. */
  readonly document?: string;
  readonly runtime: PackageRuntime;
  /** The package whose mock server has the document of the API. Absent: the mock gets the document as an option. */
  readonly mock?: string;
  readonly additions: Additions;
  /** Modules that are not generated, but that the index exports, relative to `src` and without extension: `custom/totals`. */
  readonly custom: readonly string[];
}

/** The source of a package's runtime. `module` is the name that users see. */
export type PackageRuntime = RuntimeDependency | BundledRuntime;

export interface RuntimeDependency {
  readonly kind: "dependency";
  /** npm name, `@copilot-sdk/runtime`. */
  readonly module: string;
  /** The range of its versions. */
  readonly range: string;
}

/** The package contains the parts of the runtime that it uses. */
export interface BundledRuntime {
  readonly kind: "bundled";
  /** The name of the package itself. */
  readonly module: string;
  /** The modules of the runtime that its users can import from it, `otel`. */
  readonly entries: readonly string[];
}

export interface Manifest {
  readonly license: string;
  /** True if each package contains the text of the license, as `LICENSE`. */
  readonly hasLicenseFile: boolean;
  /** The range of versions of Node. */
  readonly node: string;
  readonly modules: ModuleFormat;
  readonly author?: string;
  readonly links: ManifestLinks;
  /** True if the packages are outside a pnpm workspace. */
  readonly isAlone: boolean;
  readonly versions: Versions;
}

/** The import and build settings of packages. */
export interface ModuleFormat {
  readonly format: "both" | "esm" | "commonjs";
  /** The extensions of imported files in sources. */
  readonly extensions: ".js" | ".ts" | "none";
}

/** Version ranges of dependencies. */
export interface Versions {
  /** Of generated packages, by npm name. */
  readonly internal: { readonly [name: string]: string };
  readonly mock: string;
  readonly tools: Readonly<Record<"@types/node" | "rolldown" | "typescript" | "vitest", string>>;
}

/** A client and its resources. */
export interface ResourcePackage extends PackageBase {
  readonly kind: "resources";
  /** The class of the client, `Sales`. */
  readonly client: string;
  /** The interface of its options, `SalesOptions`. Absent: it has only the common client options. */
  readonly clientOptions?: string;
  /** All of its resources, each before those that it contains. */
  readonly resources: readonly ResourceFile[];
  readonly errorBody?: ImportedType;
  /** Types that several resources use. */
  readonly models: readonly NamedType[];
  /** The callbacks of the package's operations, if there are any. */
  readonly callbacks?: CallbacksPart;
  /** The events that the API sends, if no other package has them. */
  readonly events?: EventsPart;
}

/** The type of the body of every error response, and the module or package that declares it. */
export interface ImportedType {
  readonly type: string;
  readonly module: string;
}

/** The module with the types of callbacks. */
export interface CallbacksPart extends OwnTypes {
  readonly callbacks: readonly CallbackOf[];
}

/** A callback, and the operation that causes it. */
export interface CallbackOf {
  /** The constant of the operation, `createOrder`. */
  readonly operation: string;
  readonly callback: CallbackModel;
}

/** A resource, and the types that only this resource uses. */
export interface ResourceFile {
  readonly resource: ResourceModel;
  /** The path of the file in the folder of resources without extension, `orders` or `chat/completions`. */
  readonly file: string;
  readonly types: readonly NamedType[];
}

/** A client with the resources of all packages. The package re-exports their types. */
export interface UmbrellaPackage extends PackageBase {
  readonly kind: "umbrella";
  readonly client: string;
  readonly clientOptions?: string;
  readonly packages: readonly ResourcePackage[];
  /** The npm name of the package with the events, if there is one. */
  readonly webhooks?: string;
  readonly errorBody?: ImportedType;
}

/** The events that the API sends. */
export interface WebhooksPackage extends PackageBase, EventsPart {
  readonly kind: "webhooks";
}

/** The module with the events that the API sends. */
export interface EventsPart extends OwnTypes {
  /** The union of all events, `WebhookEvent`. */
  readonly union: string;
  readonly webhooks: readonly WebhookModel[];
  /** The property that distinguishes the events, if there is one. */
  readonly discriminator?: string;
}

/** The types that a module declares itself, and those that it imports. */
export interface OwnTypes {
  /** Types that no other module declares. */
  readonly types: readonly NamedType[];
  /** The modules or packages that the other types are imported from, by type name. */
  readonly imports: { readonly [type: string]: string };
}

/** The types that a package declares. An umbrella re-exports those of its packages. */
export function typesIn(pack: PackageModel): readonly NamedType[] {
  return [...ownTypesIn(pack), ...pack.additions.types];
}

function ownTypesIn(pack: PackageModel): readonly NamedType[] {
  switch (pack.kind) {
    case "resources":
      return [...pack.models, ...pack.resources.flatMap(({ types }) => types)];
    case "webhooks":
      return pack.types;
    case "umbrella":
      return [];
  }
}
