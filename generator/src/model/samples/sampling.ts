import type { JsonValue } from "../../api-model/type-model.ts";
import type { Schema, SchemaObject } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";

/** State shared by the builders of samples of each kind. */
export interface Sampling {
  readonly context: ModelContext;
  /** True if properties that only responses have are kept. */
  readonly keepReadOnly: boolean;
  /**
   * A value that a part of the schema allows, as close to the given one as possible. If none is found, the closest that was found.
   *
   * @param value `undefined`: a value with only what is required.
   */
  fit(schema: Located<Schema>, value: JsonValue | undefined): JsonValue;
  /** True if a schema allows a value. */
  allows(schema: Located<Schema>, value: JsonValue): boolean;
  /** True if a value of the schema is being created: another one would be inside it. */
  isOpen(schema: Located<Schema>): boolean;
}

/** Creates or mends a value of one kind. The schema is merged. */
export type Fit = (
  sampling: Sampling,
  schema: Located<SchemaObject>,
  value: JsonValue | undefined,
) => JsonValue;
