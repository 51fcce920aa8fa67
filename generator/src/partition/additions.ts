import type { NamedType } from "../api-model/type-model.ts";

/** Additions of features to a package, besides files. */
export interface Additions {
  /** The names of the features that add something. */
  readonly features: readonly string[];
  /** The types that their modules declare. */
  readonly types: readonly NamedType[];
  readonly modules: readonly AddedModule[];
  readonly exports: readonly AddedExports[];
  readonly manifest: readonly ManifestPart[];
}

/** A module that programs import by its own name. */
export interface AddedModule {
  /** `zod` for `src/zod.ts`, which programs import as `@shop/sales/zod`. */
  readonly name: string;
  /** The names that it exports. */
  readonly exports: readonly string[];
  /** Its section in the guide of a package with a client. Default: none. */
  readonly guide?: ModuleGuide;
}

/** The description of a module in a guide. */
export interface ModuleGuide {
  /** An example: lines of TypeScript. */
  readonly code: string;
  /** Its purpose, in sentences. Code in backticks stays code; everything else is plain text. */
  readonly text: string;
}

/** Exports of the index from one module. */
export interface AddedExports {
  /** Relative to the index, `./zod.js`, or a package. */
  readonly module: string;
  readonly values: readonly string[];
  readonly types: readonly string[];
}

/** Entries of `package.json`. The generator's own take precedence. */
export interface ManifestPart {
  readonly dependencies?: { readonly [name: string]: string };
  readonly peerDependencies?: { readonly [name: string]: string };
  /** Peer dependencies that only some programs need. */
  readonly optionalPeers?: readonly string[];
  readonly devDependencies?: { readonly [name: string]: string };
  readonly scripts?: { readonly [name: string]: string };
}

export const NO_ADDITIONS: Additions = { features: [], types: [], modules: [], exports: [], manifest: [] };
