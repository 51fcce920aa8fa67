import type { SdkConfig } from "@copilot-sdk/generator";
import type { JsonObject } from "../document/json.ts";
import type { Source } from "../packages/install.ts";

/** A place in a document where a kind of mutation can be applied. */
export interface Place {
  /** A JSON pointer. A shared component is one place. */
  readonly pointer: string;
  /** A readable name, `Invoice.status` or `GET /v1/invoices`. */
  readonly title: string;
}

/** A change of a document, as data. */
export interface Mutation {
  readonly kind: string;
  readonly place: Place;
  /** A number that is unique in the mutant, for the names of additions. */
  readonly serial: number;
  /** Selects a form of the kind, such as the type of a new property. */
  readonly form: number;
}

/** A mutable document and its configuration. */
export interface Draft {
  readonly document: JsonObject;
  /** New tags by package folder. */
  readonly packages: { [folder: string]: PackageConfig & { resources: string[] } };
}

type PackageConfig = NonNullable<SdkConfig["packages"]>[string];

/** A kind of mutation: where it can be applied, and how. */
export interface MutationKind {
  readonly name: string;
  /** The description in the report. */
  readonly title: string;
  places(draft: Draft): readonly Place[];
  /** Changes the draft. Mutations of several kinds and places can be applied to one. */
  apply(draft: Draft, mutation: Mutation): void;
}

/** A document and a configuration with mutations. */
export interface Mutant extends Source {
  readonly mutations: readonly Mutation[];
}
