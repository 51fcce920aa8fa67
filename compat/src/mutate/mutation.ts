import type { SdkConfig } from "@copilot-sdk/generator";
import type { JsonObject } from "../document/json.ts";
import type { Source } from "../packages/install.ts";

/** A place of a document that a kind of mutation can be applied to. */
export interface Place {
  /** JSON pointer into the document; a shared component is one place. */
  readonly pointer: string;
  /** What people call it, `Invoice.status` or `GET /v1/invoices`. */
  readonly title: string;
}

/** One change of a document, as data. */
export interface Mutation {
  readonly kind: string;
  readonly place: Place;
  /** A number that no other mutation of the same mutant has: what is new is called after it. */
  readonly serial: number;
  /** Chooses among the forms that a kind has, such as the type of a new attribute. */
  readonly form: number;
}

/** A document that can be changed, and the configuration that it is generated with. */
export interface Draft {
  readonly document: JsonObject;
  /** Folder of a package to the tags that it gets. */
  readonly packages: { [folder: string]: PackageConfig & { resources: string[] } };
}

type PackageConfig = NonNullable<SdkConfig["packages"]>[string];

/** A kind of mutation: where it can be applied, and how. */
export interface MutationKind {
  readonly name: string;
  /** What it does, for the table. */
  readonly title: string;
  places(draft: Draft): readonly Place[];
  /** Changes the draft. Mutations of several kinds and places can be applied to one. */
  apply(draft: Draft, mutation: Mutation): void;
}

/** A document and a configuration that some mutations were applied to. */
export interface Mutant extends Source {
  readonly mutations: readonly Mutation[];
}
