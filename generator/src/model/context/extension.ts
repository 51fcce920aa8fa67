import type { Documentation, JsonValue } from "../../api-model/type-model.ts";
import type { OpenApiDocument, OperationObject, Pointer, Schema } from "../../spec/index.ts";

/** Data that a feature reads from the document. It becomes a part of the model. */
export interface ModelExtension {
  /** The name of the feature. */
  readonly name: string;
  /** Data from the whole document. Undefined: nothing. */
  readDocument?(root: OpenApiDocument["root"]): ReadFacts | undefined;
  /** The methods that it adds for an operation. */
  readOperation?(operation: ReadableOperation): readonly ReadMethod[];
}

/** An operation of the document, with its extensions. */
export interface ReadableOperation {
  readonly value: OperationObject;
  /** The tag that groups it, `files`. */
  readonly tag: string;
}

/** A method that a feature adds for an operation. It takes the parameters of the operation. */
export interface ReadMethod {
  /** The name of the extension that describes it: `x-upload`. */
  readonly extension: string;
  /** The name of the constant, `uploadFile`. If another constant has it, a number is added. */
  readonly id: string;
  /** The name of the method, `upload`. */
  readonly method: string;
  readonly docs: Documentation;
  /** The parameters of the operation that callers do not pass. */
  readonly fixed: readonly string[];
  /** The names of its arguments between the parameters and the options, `content`. */
  readonly arguments: readonly string[];
  /** The HTTP method of the request after the operation's own. */
  readonly nextMethod?: string;
  /** The feature's data for the call. */
  readonly data: JsonValue;
}

/** Data that a feature reads from the whole document. */
export interface ReadFacts {
  /** The schemas of the values that programs receive from the feature. Default: none. */
  readonly schemas?: readonly ReadSchema[];
  /** The runtime names that packages re-export for it; types of the API cannot use them. Default: none. */
  readonly reserved?: readonly string[];
  /** Only the feature reads it. */
  readonly data: JsonValue;
}

/** A schema of the document. */
export interface ReadSchema {
  readonly value: Schema;
  readonly pointer: Pointer;
  /** The name of its type, unless it is a component. */
  readonly name: string;
}
