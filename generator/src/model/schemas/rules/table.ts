import { array } from "./arrays.ts";
import { combination } from "./combinations.ts";
import type { SchemaRule } from "./kit.ts";
import { object } from "./objects.ts";
import { primitive, severalTypes } from "./primitives.ts";
import { openUnion, union } from "./unions.ts";
import { constant, enumeration } from "./values.ts";

/** Rules that convert a canonical schema to a type. The first match applies; the last rule matches every schema. */
export const RULES: readonly SchemaRule[] = [
  constant,
  enumeration,
  combination,
  openUnion,
  union,
  severalTypes,
  object,
  array,
  primitive,
];
