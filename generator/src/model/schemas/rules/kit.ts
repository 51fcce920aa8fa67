import type { RawType } from "../../../api-model/raw-types.ts";
import type { TypeExpression } from "../../../api-model/type-model.ts";
import type { Pointer, Schema, SchemaObject } from "../../../spec/index.ts";
import type { Located, ModelContext } from "../../context/context.ts";
import type { VariantConstants } from "./variant-constants.ts";

/** No value. In responses it is unknown, because a later version of the API may have one. */
export const NEVER: TypeExpression = { kind: "never" };

/** A rule for schemas of one form. */
export interface SchemaRule {
  readonly name: string;
  matches(schema: SchemaObject, kit: TypeKit): boolean;
  /** Builds the type of a schema that matches. `hint` is its name if it needs one and is not a component. */
  build(kit: TypeKit, schema: Located<SchemaObject>, hint: string): TypeExpression;
}

/** The tools with which rules build a type: the types of other schemas, and names. */
export interface TypeKit {
  readonly context: ModelContext;
  /** The values of discriminators, by member of a union. */
  readonly constants: VariantConstants;
  /** The type of a schema. `hint` is its name if it needs one and is not a component. */
  expression(schema: Located<Schema>, hint: string): TypeExpression;
  /** The name of the type at a pointer. If it has none yet, it is named after the hint; `kind` is appended if the hint is taken. */
  nameOf(pointer: Pointer, hint: string, kind: string): string;
  /** True if the type at a pointer has a name, as components do. */
  hasName(pointer: Pointer): boolean;
  /** A named type that was built, or is being built. */
  typeNamed(name: string): RawType | undefined;
  /** Adds or replaces a named type. Returns a reference to it. */
  add(type: RawType): TypeExpression;
}
