import { type Schema, type SchemaObject, type SchemaType, schemaTypes } from "../../../spec/index.ts";
import type { Located, ModelContext } from "../../context/context.ts";
import { isObjectSchema } from "./object-shape.ts";
import { isBinary } from "./schema-forms.ts";

/** The kinds of values that a schema allows, as far as they determine the encoding. */
export interface SchemaParts {
  readonly array: boolean;
  readonly object: boolean;
  /** A string, number or boolean. */
  readonly single: boolean;
}

/** Determines whether a schema allows arrays or objects, also through references and unions. */
export function partsOf(context: ModelContext, schema: Located<Schema> | undefined): SchemaParts {
  const leaves = leavesOf(context, schema);
  return {
    array: leaves.some((leaf) => isOf(leaf, "array", (leaf.items ?? leaf.prefixItems) !== undefined)),
    object: leaves.some(isObjectSchema),
    single: leaves.some((leaf) =>
      schemaTypes(leaf).some((type) => !["array", "object", "null"].includes(type)),
    ),
  };
}

/** True if the values of a schema are files, apart from `null`. */
export function isFile(context: ModelContext, schema: Located<Schema> | undefined): boolean {
  const leaves = leavesOf(context, schema).filter((leaf) => schemaTypes(leaf).join() !== "null");
  return leaves.length > 0 && leaves.every(isBinary);
}

/** True if the values of a schema are files or arrays of them. */
export function holdsFile(context: ModelContext, schema: Located<Schema> | undefined): boolean {
  if (isFile(context, schema)) return true;
  return leavesOf(context, schema).some(
    ({ items }) => items !== undefined && isFile(context, { value: items, pointer: schema?.pointer ?? [] }),
  );
}

const NONE: readonly Schema[] = [];

/** The schemas of which a schema consists, with references, unions and `allOf` resolved. Unordered; iterative, because chains may be long. */
function leavesOf(context: ModelContext, schema: Located<Schema> | undefined): readonly SchemaObject[] {
  if (schema === undefined) return [];
  const seen = new Set<SchemaObject>();
  const leaves: SchemaObject[] = [];
  const open: Schema[] = [schema.value];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === "boolean") continue;
    const { value: own } = context.resolve<SchemaObject>(value, schema.pointer);
    if (seen.has(own)) continue;
    seen.add(own);
    const parts = open.length;
    for (const members of [own.allOf, own.oneOf, own.anyOf])
      for (const member of members ?? NONE) open.push(member);
    if (open.length === parts || own.type !== undefined || own.properties !== undefined) leaves.push(own);
  }
  return leaves;
}

function isOf(schema: SchemaObject, type: SchemaType, isImplied: boolean): boolean {
  return schema.type === undefined ? isImplied : schemaTypes(schema).includes(type);
}
