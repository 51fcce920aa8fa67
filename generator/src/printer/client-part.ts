import type { MethodDeclarationStructure, OptionalKind, PropertyDeclarationStructure } from "ts-morph";
import type { Imports } from "./imports.ts";

/** Additions of a feature to the class of a client. */
export interface ClientPart {
  /** The modules of the types that it uses, by name: `./session.js`. */
  readonly types: ReadonlyMap<string, string>;
  /** @param imports Imports names into the file of the client, and returns their local names. */
  members(imports: Imports): ClientMembers;
}

/** Members of the class, with what the constructor needs for them. */
export interface ClientMembers {
  /** The type of the options that the constructor takes in addition, `{ readonly session?: Session | undefined }`. */
  readonly options: string;
  readonly properties: readonly OptionalKind<PropertyDeclarationStructure>[];
  /** Statements at the end of the constructor. */
  readonly statements: readonly string[];
  readonly methods: readonly OptionalKind<MethodDeclarationStructure>[];
}
