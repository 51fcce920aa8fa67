import type { ApiModel, ResourceModel, SessionToken, WebhookModel, WebhookSignature } from "./api-model.ts";
import type { NamedType } from "./type-model.ts";

/** One npm package as the emitters see it. */
export type PackageModel = ResourcePackage | UmbrellaPackage | WebhooksPackage;

interface PackageBase {
  /** npm name, `@shop/sales`. */
  readonly name: string;
  /** Folder below the output folder, `sales`. */
  readonly folder: string;
  readonly description: string;
  /** What the document says of the API as a whole. */
  readonly api: ApiModel;
  /** The name of the API in people's words and in errors, `Shop`. */
  readonly apiName: string;
  /** Prefix of the environment variables, `SHOP`. */
  readonly environment: string;
  readonly manifest: Manifest;
  /** The package's folder as the repository sees it, `packages/sales`. */
  readonly directory: string;
  /** The merged document's path from the package's folder, `../../openapi.json`. */
  readonly document: string;
}

export interface Manifest {
  readonly license: string;
  readonly author?: string;
  readonly repository?: string;
  readonly versions: Versions;
}

/** Ranges of what the packages depend on. */
export interface Versions {
  /** Of the runtime and of the packages among each other. */
  readonly internal: string;
  readonly mock: string;
  readonly tools: { readonly "@types/node": string; readonly typescript: string; readonly vitest: string };
}

/** A client and its resources. */
export interface ResourcePackage extends PackageBase {
  readonly kind: "resources";
  /** The class of the client, `Sales`. */
  readonly client: string;
  readonly resources: readonly ResourceFile[];
  /** Types that several of the resources share. */
  readonly models: readonly NamedType[];
}

/** A resource with the types that it alone uses. */
export interface ResourceFile {
  readonly resource: ResourceModel;
  /** `orders`: the file's name without its ending. */
  readonly file: string;
  readonly types: readonly NamedType[];
}

/** One client with the resources of every package, whose types it passes on. */
export interface UmbrellaPackage extends PackageBase {
  readonly kind: "umbrella";
  readonly client: string;
  readonly packages: readonly ResourcePackage[];
  /** What it takes to act for whom an app was opened, where the document says it. */
  readonly sessions?: SessionPart;
}

/** How session tokens are read. */
export interface SessionPart {
  readonly token: SessionToken;
  /** The name of the payload's type. */
  readonly payload: string;
  /** The payload's type, and those that it leads to. */
  readonly types: readonly NamedType[];
}

/** The events that the API sends. */
export interface WebhooksPackage extends PackageBase {
  readonly kind: "webhooks";
  /** The union of all events, `WebhookEvent`. */
  readonly union: string;
  readonly webhooks: readonly WebhookModel[];
  /** The property that tells the events apart, where there is one. */
  readonly discriminator?: string;
  /** What it takes to verify and tell apart the requests to a webhook, where the document says it. */
  readonly receiver?: EventReceiver;
  /** Types that no resource package has. */
  readonly types: readonly NamedType[];
  /** Where the others come from: type name to package name. */
  readonly imports: { readonly [type: string]: string };
}

/** How events are received. */
export interface EventReceiver extends WebhookSignature {
  readonly discriminator: string;
}
