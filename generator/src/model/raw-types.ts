import type { AliasType, EnumType, ObjectType, Property, UnionType } from "./type-model.ts";

/** A named type before it is known where its values travel. */
export type RawType = RawObject | Raw<EnumType> | Raw<UnionType> | Raw<AliasType>;

type Raw<Type> = Omit<Type, "direction">;

export interface RawObject extends Omit<ObjectType, "direction" | "properties"> {
  readonly properties: readonly RawProperty[];
}

export interface RawProperty extends Property {
  /** The property exists only in one direction. */
  readonly only?: "request" | "response";
  /** It came after the last major version, so that a reader's fixture may lack it: optional in responses. */
  readonly recent?: true;
}
