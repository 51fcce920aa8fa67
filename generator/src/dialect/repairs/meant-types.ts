import { SCHEMA_TYPES } from "../../spec/openapi-schema.ts";

/** A type of JSON Schema, and the format that an alias of the type implies. */
export interface MeantType {
  readonly type: string;
  readonly format?: string;
}

/** The type that is meant by its name in a programming language or a database, or in capitals. `undefined` if unclear. */
export function meantType(name: string): MeantType | undefined {
  const lower = name.toLowerCase();
  if (SCHEMA_TYPES.some((known) => known === lower)) return { type: lower };
  const format = FORMATS.get(lower);
  const found = Object.entries(NAMES).find(([, names]) => names.split(" ").includes(lower));
  return found === undefined ? undefined : { type: found[0], ...(format !== undefined && { format }) };
}

/** The names of types, by the type of JSON Schema. */
const NAMES = {
  boolean: "bool",
  integer: "int int32 int64 long short bigint",
  number: "double float decimal",
  string: "str text uuid date datetime date-time timestamp file binary",
  array: "list",
  object: "dict map",
};

/** The formats that names imply. */
const FORMATS = new Map([
  ["int32", "int32"],
  ["int64", "int64"],
  ["double", "double"],
  ["float", "float"],
  ["uuid", "uuid"],
  ["date", "date"],
  ["datetime", "date-time"],
  ["date-time", "date-time"],
  ["file", "binary"],
  ["binary", "binary"],
]);
