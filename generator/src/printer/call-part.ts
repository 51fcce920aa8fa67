import type { MethodDeclarationStructure, OptionalKind, StatementStructures } from "ts-morph";
import type { AddedMethod } from "../api-model/added.ts";
import type { OperationModel, ResourceModel } from "../api-model/api-model.ts";
import type { Imports } from "./imports.ts";

/** Additions of a feature for an operation to the file of its resource. */
export interface CallPart {
  /** Methods of the resource's class, after that of the operation. */
  readonly methods: readonly OptionalKind<MethodDeclarationStructure>[];
  /** Declarations at the end of those for operations. */
  readonly declarations: readonly StatementStructures[];
}

/** A feature's additions to resource files. */
export interface CallParts {
  /** The names that it declares for an operation, apart from the types of parameters. */
  names(operation: OperationModel): readonly string[];
  /**
   * Additions for an operation. Undefined: nothing.
   *
   * @param resource The path of the resource in the client, `files.folders`.
   * @param imports Imports names into the file, and returns their local names.
   */
  part(operation: OperationModel, resource: string, imports: Imports): CallPart | undefined;
  /**
   * A sample of a method that the feature adds, for documentation: lines of TypeScript. Undefined: it is the method of another feature.
   *
   * @param variable The variable of the client, which exists.
   */
  sample?(method: AddedMethod, call: SampledCall, variable: string): string | undefined;
}

/** An operation of a resource. */
export interface SampledCall {
  readonly resource: ResourceModel;
  readonly operation: OperationModel;
}
