import { sortedEntries } from "../../../api-model/order.ts";
import {
  formatPointer,
  type Pointer,
  type Schema,
  type SchemaObject,
  schemaTypes,
} from "../../../spec/index.ts";
import type { Located, ModelContext } from "../../context/context.ts";

/** An object merged with its `allOf`, in document order. */
export interface ObjectShape {
  readonly properties: ReadonlyMap<string, ShapedProperty>;
  readonly required: ReadonlySet<string>;
  /** The schemas of additional properties, by the pattern of their names. */
  readonly patterns: ReadonlyMap<string, Located<Schema>>;
  /** The schema of other additional properties. */
  readonly additional?: Located<Schema>;
  /** True if no additional properties are allowed, or no properties at all. */
  readonly isClosed: boolean;
  /** Members of `allOf` that are not objects, such as unions. Members of other schemas are references, so that each is built once. */
  readonly others: readonly Located<SchemaObject>[];
}

export interface ShapedProperty extends Located<Schema> {
  /** The component that defines the property, if it is not the object itself. */
  readonly owner?: string;
}

/** The maximum length of a chain of schemas that each contain the next one in `allOf`. */
const MAXIMUM_PARENTS = 500;

/** Merges an object with the objects in its `allOf`. The last definition of a property wins. */
export function objectShape(context: ModelContext, schema: Located<SchemaObject>): ObjectShape {
  const shape = {
    properties: new Map<string, ShapedProperty>(),
    required: new Set<string>(),
    patterns: new Map<string, Located<Schema>>(),
    others: [] as Located<SchemaObject>[],
    additional: undefined as Located<Schema> | undefined,
    isClosed: false,
  };
  // Only an `allOf` can lead to an object twice.
  const seen = schema.value.allOf === undefined ? undefined : new Set<string>();
  const add = (
    part: Located<SchemaObject>,
    other: Located<SchemaObject>,
    owner: string | undefined,
    depth = 0,
    isOwn = true,
  ): void => {
    if (depth > MAXIMUM_PARENTS) throw context.failure("nested-too-deep", {}, schema.pointer);
    const key = seen === undefined ? "" : formatPointer(part.pointer);
    if (seen?.has(key)) return;
    seen?.add(key);
    if (isUnion(part.value) || (isValue(part.value) && part.pointer !== schema.pointer)) {
      shape.others.push(other);
      if (part.value.properties === undefined) return;
    }
    for (const [index, member] of (part.value.allOf ?? []).entries()) {
      if (typeof member === "boolean") continue;
      const written = { value: member, pointer: [...part.pointer, "allOf", index] };
      const resolved = context.resolve<SchemaObject>(member, written.pointer);
      const isInline = member.$ref === undefined;
      const name = isInline ? owner : componentName(resolved);
      add(resolved, isOwn ? written : referenceTo(written), name, depth + 1, isOwn && isInline);
    }
    for (const [name, value] of Object.entries(part.value.properties ?? {})) {
      const pointer = [...part.pointer, "properties", name];
      const component = owner && (writtenOwner(context, pointer) ?? owner);
      shape.properties.set(name, { value, pointer, ...(component !== undefined && { owner: component }) });
    }
    for (const name of part.value.required ?? []) shape.required.add(name);
    for (const [pattern, value] of sortedEntries(part.value.patternProperties ?? {})) {
      const pointer = [...part.pointer, "patternProperties", pattern];
      shape.patterns.set(pattern, isOwn ? { value, pointer } : referenceTo({ value, pointer }));
    }
    shape.isClosed ||= part.value.additionalProperties === false || part.value.maxProperties === 0;
    const additional = additionalOf(part);
    if (additional !== undefined) shape.additional = isOwn ? additional : referenceTo(additional);
  };
  add(schema, schema, undefined);
  const { additional, ...rest } = shape;
  return additional === undefined ? rest : { ...rest, additional };
}

/** A reference to a part of another schema. References and booleans are returned unchanged. */
function referenceTo<Part extends Schema>({ value, pointer }: Located<Part>): Located<Part> {
  if (typeof value === "boolean" || value.$ref !== undefined) return { value, pointer };
  return { value: { $ref: formatPointer(pointer) } as Part, pointer };
}

/** True if a schema describes an object, by its type or by its keywords. */
export function isObjectSchema(schema: SchemaObject): boolean {
  const types = schemaTypes(schema);
  if (types.length > 0) return types.includes("object");
  return (
    schema.properties !== undefined ||
    schema.patternProperties !== undefined ||
    (schema.additionalProperties !== undefined && schema.additionalProperties !== false)
  );
}

/** True if a schema is a union. */
export function isUnion(schema: SchemaObject): boolean {
  return (schema.oneOf ?? schema.anyOf ?? []).length > 0;
}

/** The name of the component at a pointer, `Order` for `#/components/schemas/Order`. */
export function componentName({ pointer }: Located<unknown>): string | undefined {
  return pointer.length === 3 && pointer[0] === "components" ? String(pointer[2]) : undefined;
}

/** The component in which the document defines a property. */
function writtenOwner(context: ModelContext, property: Pointer): string | undefined {
  const [section, kind, component, keyword, ...rest] = context.document.origin(property);
  const isOwn =
    section === "components" && kind === "schemas" && keyword === "properties" && rest.length === 1;
  return isOwn ? String(component) : undefined;
}

function isValue(schema: SchemaObject): boolean {
  if (schema.enum !== undefined || schema.const !== undefined) return true;
  return schema.type !== undefined && !schemaTypes(schema).includes("object");
}

/** The schema of additional properties. `undefined` if not specified. */
function additionalOf({ value, pointer }: Located<SchemaObject>): Located<Schema> | undefined {
  const { additionalProperties } = value;
  return additionalProperties === undefined || additionalProperties === false
    ? undefined
    : { value: additionalProperties, pointer: [...pointer, "additionalProperties"] };
}
