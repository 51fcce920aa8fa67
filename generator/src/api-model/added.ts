import type { ParamsType } from "./requests.ts";
import type { Documentation, JsonValue, TypeExpression } from "./type-model.ts";

/** A method that a feature adds to the resource of an operation. Its call begins with that operation, and returns its result. */
export interface AddedMethod {
  /** The name of the feature. */
  readonly feature: string;
  /** The constant, `uploadFile`. */
  readonly id: string;
  /** The method on the resource's class, `upload`. */
  readonly method: string;
  readonly docs: Documentation;
  /** The parameters of the operation that callers pass. Absent if there are none. */
  readonly params?: ParamsType;
  /** The names of its arguments between the parameters and the options, `content`. */
  readonly arguments: readonly string[];
  /** The HTTP method of the request that follows that of the operation. */
  readonly nextMethod?: string;
  /** The feature's data for the call. Only the feature reads it. */
  readonly data: JsonValue;
}

/** Data that a feature reads from the whole document. */
export interface AddedFacts {
  /** The name of the feature. */
  readonly feature: string;
  /** The types of the values that programs receive from the feature. */
  readonly types: readonly TypeExpression[];
  /** Only the feature reads it. */
  readonly data: JsonValue;
}
