import type { AliasType, EnumType, ObjectType, Property, UnionType } from "./type-model.ts";

/** A named type before it is known in which directions it is used. */
export type RawType = RawObject | Raw<EnumType> | Raw<UnionType> | Raw<AliasType>;

type Raw<Type> = Omit<Type, "direction">;

export interface RawObject extends Omit<ObjectType, "direction" | "properties"> {
  readonly properties: readonly RawProperty[];
}

export interface RawProperty extends Property {
  /** The only direction in which the property exists. */
  readonly only?: "request" | "response";
  /** It was added after the last major version. Fixtures may lack it, so it is optional in responses. */
  readonly recent?: true;
}
