import type { CallName, NamingChoices } from "../calls/index.ts";

/** The names that the packages have, so that later versions of the document keep them. */
export interface NamesRecord {
  /** The choices for the whole document. Missing if nothing is recorded. */
  readonly choices?: NamingChoices;
  /** The calls as the rules named them, by endpoint: `POST /orders`. */
  readonly calls: ReadonlyMap<string, CallName>;
  readonly claims: RecordedClaims;
}

/** The other names, by the place in the document that has them. */
export type RecordedClaims = { readonly [Kind in ClaimKind]: ReadonlyMap<string, RecordedName> };

/**
 * The recorded names: exports derived from the title, constants, methods, resource classes, types, and the properties in which
 * callers pass parameters.
 */
export const CLAIM_KINDS = ["exports", "constants", "methods", "classes", "types", "arguments"] as const;

/** A kind of recorded name. */
export type ClaimKind = (typeof CLAIM_KINDS)[number];

/** A name, and the one that its place would have if nothing else had it. As long as the place wants the same name, it keeps what it has. */
export interface RecordedName {
  readonly name: string;
  readonly wanted: string;
}

/** Nothing is recorded. */
export const NO_RECORD: NamesRecord = { calls: new Map(), claims: claimsFrom(() => new Map()) };

/** Builds the claims of every kind. */
export function claimsFrom(namesOf: (kind: ClaimKind) => ReadonlyMap<string, RecordedName>): RecordedClaims {
  return {
    exports: namesOf("exports"),
    constants: namesOf("constants"),
    methods: namesOf("methods"),
    classes: namesOf("classes"),
    types: namesOf("types"),
    arguments: namesOf("arguments"),
  };
}
