import { isRecord, itemsOf } from "../../spec/guards.ts";
import type { SchemaObject } from "../../spec/openapi-schema.ts";
import type { Draft } from "../draft/index.ts";
import { bareExtensions } from "./bare-extensions.ts";
import { type OpenSchema, replace, schemasOf } from "./schema-nodes.ts";

/**
 * Canonical schemas: the siblings of a `$ref` are only annotations, an `allOf` has several members that affect the type, and a
 * union is either alone or in an `allOf` with its object. A constant is `const`, and an exclusive bound is a number.
 */
export function normalizeSchemas(draft: Draft): void {
  const isOld = draft.document.root.openapi.startsWith("3.0");
  const bare = bareExtensions(draft);
  let isChanged = false;
  for (const schema of schemasOf(draft)) {
    if (isOld) modernize(schema);
    const isBare = bare.has(schema) && !hasSubstance({ ...schema, allOf: undefined });
    const form = isBare ? schema : normalForm(schema);
    if (replace(schema, form)) isChanged = true;
  }
  if (isChanged) draft.changed();
}

/** OpenAPI 3.0 has no `const`, and exclusive bounds are marked. */
function modernize(schema: OpenSchema): void {
  if (schema.enum !== undefined && new Set(schema.enum).size === 1) {
    schema.const = schema.enum[0];
    delete schema.enum;
  }
  for (const [exclusive, bound] of BOUNDS) {
    if (schema[exclusive] === true && schema[bound] !== undefined) {
      schema[exclusive] = schema[bound];
      delete schema[bound];
    } else if (typeof schema[exclusive] === "boolean") {
      delete schema[exclusive];
    }
  }
}

const BOUNDS = [
  ["exclusiveMinimum", "minimum"],
  ["exclusiveMaximum", "maximum"],
] as const;

function normalForm(schema: OpenSchema): OpenSchema {
  if (schema.$ref !== undefined) return besideReference(schema);
  const own = withCommonRequired(withoutConditions(withEvaluated(schema)));
  if (UNIONS.every((key) => own[key] === undefined))
    return own.allOf === undefined ? own : withoutAnnotations(own);
  const unions = UNIONS.flatMap((key) => (own[key] === undefined ? [] : [{ [key]: own[key] }]));
  const { oneOf: _one, anyOf: _any, discriminator, ...object } = own;
  if (unions.length === 1 && !hasSubstance({ ...object, type: undefined })) return own;
  const { substance, annotations } = split(object);
  return {
    ...annotations,
    allOf: [substance, ...unions.map((union) => ({ ...union, ...(discriminator && { discriminator }) }))],
  };
}

/** Siblings of a `$ref` that affect the type are another schema, which must match, too. */
function besideReference(schema: OpenSchema): OpenSchema {
  const { $ref, ...beside } = schema;
  if (!hasSubstance(beside)) return schema;
  const { substance, annotations } = split(beside);
  return { ...annotations, allOf: [{ $ref } as SchemaObject, normalForm(substance) as SchemaObject] };
}

/** Replaces an `allOf` of one schema and annotations by that schema. */
export function withoutAnnotations(schema: OpenSchema): OpenSchema {
  const { allOf = [], ...own } = schema;
  const isSubstantial = (part: SchemaObject | boolean): part is SchemaObject =>
    typeof part === "object" && (part.$ref !== undefined || hasSubstance(part));
  const [only, ...others] = allOf.filter(isSubstantial);
  if (only === undefined || others.length > 0 || allOf.includes(false) || hasSubstance(own)) return schema;
  const annotations = allOf.filter((part) => typeof part === "object" && part !== only);
  return Object.assign({}, only, ...annotations, own);
}

/**
 * `unevaluatedProperties` and `unevaluatedItems` say of a merged schema what `additionalProperties` and `items` say of one schema. In a
 * union, they apply to each member, which types cannot express.
 */
function withEvaluated(schema: OpenSchema): OpenSchema {
  if (schema.oneOf !== undefined || schema.anyOf !== undefined) return schema;
  if (!("unevaluatedProperties" in schema || "unevaluatedItems" in schema)) return schema;
  const { unevaluatedProperties: properties, unevaluatedItems: items, ...own } = schema;
  const isObjectLike = isObject(own) || own.allOf !== undefined || typeof properties === "object";
  const isAlone = own.allOf === undefined && own.additionalProperties === undefined && own.$ref === undefined;
  return {
    ...own,
    ...(properties === false && isAlone && isObject(own) && { additionalProperties: false }),
    ...(properties !== undefined &&
      properties !== false &&
      own.additionalProperties === undefined &&
      isObjectLike && { additionalProperties: properties }),
    ...(items !== undefined && own.items === undefined && own.prefixItems !== undefined && { items }),
  };
}

/** Adds the properties that every member of a union requires to the `required` of the object itself. */
function withCommonRequired(schema: OpenSchema): OpenSchema {
  if (schema.oneOf === undefined && schema.anyOf === undefined) return schema;
  const names = Object.keys(schema.properties ?? {}).filter((name) =>
    UNIONS.some((key) => isRequiredByAll(schema[key], name)),
  );
  return names.length === 0
    ? schema
    : { ...schema, required: [...new Set([...(schema.required ?? []), ...names])] };
}

/** True if each member of a union requires a property. */
export function isRequiredByAll(members: unknown, name: string): boolean {
  const all = itemsOf(members);
  return all.length > 0 && all.every((member) => isRecord(member) && itemsOf(member.required).includes(name));
}

/** Removes empty unions. Those of an object whose members only require properties become `x-required-alternatives`. */
function withoutConditions(schema: OpenSchema): OpenSchema {
  if (!(UNIONS.some((key) => schema[key] !== undefined) || "x-required-alternatives" in schema))
    return schema;
  const { "x-required-alternatives": _, ...kept } = schema;
  const alternatives: Pick<SchemaObject, "oneOf" | "anyOf">[] = [];
  for (const key of UNIONS) {
    const members = schema[key];
    if (members === undefined) continue;
    const isOnlyCondition = isCondition(schema, members);
    if (members.length === 0 || isOnlyCondition) delete kept[key];
    if (members.length > 0 && isOnlyCondition) alternatives.push({ [key]: members });
  }
  return alternatives.length === 0 ? kept : { ...kept, "x-required-alternatives": alternatives };
}

function isCondition(schema: OpenSchema, members: NonNullable<SchemaObject["oneOf"]>): boolean {
  return (
    isObject(schema) &&
    members.every(
      (member) =>
        typeof member === "object" &&
        SUBSTANCE.every((word) => word === "required" || word === "type" || member[word] === undefined) &&
        member.$ref === undefined,
    )
  );
}

function isObject({ type, properties, patternProperties, additionalProperties }: OpenSchema): boolean {
  if (type !== undefined) return [type].flat().includes("object");
  return (
    properties !== undefined ||
    patternProperties !== undefined ||
    (additionalProperties !== undefined && additionalProperties !== false)
  );
}

/** True if a schema has keywords that affect its type, apart from references. */
export function hasSubstance(schema: OpenSchema): boolean {
  return SUBSTANCE.some((keyword) => schema[keyword] !== undefined);
}

/** Divides a schema into the keywords that affect the type and the annotations. */
export function split(schema: OpenSchema): {
  readonly substance: SchemaObject;
  readonly annotations: OpenSchema;
} {
  const isSubstance = (key: string) => (SUBSTANCE as readonly string[]).includes(key);
  const part = (test: (key: string) => boolean) =>
    Object.fromEntries(Object.entries(schema).filter(([key]) => test(key)));
  return { substance: part(isSubstance), annotations: part((key) => !isSubstance(key)) };
}

const UNIONS = ["oneOf", "anyOf"] as const;

/** Keywords that affect the type. All others are annotations. */
const SUBSTANCE = [
  "type",
  "const",
  "enum",
  "allOf",
  "oneOf",
  "anyOf",
  "properties",
  "required",
  "additionalProperties",
  "patternProperties",
  "items",
  "prefixItems",
] as const;
