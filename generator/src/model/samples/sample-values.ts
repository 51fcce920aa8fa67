import type { JsonValue } from "../../api-model/type-model.ts";
import { formatPointer, type Schema, type SchemaObject, schemaTypes } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { Acceptance } from "./acceptance.ts";
import { isEqual } from "./json-values.ts";
import { merged } from "./merged-schema.ts";
import { fitArray } from "./sample-arrays.ts";
import { fitsNumber, numberFor } from "./sample-numbers.ts";
import { fitObject } from "./sample-objects.ts";
import { fitsString, stringFor } from "./sample-strings.ts";
import { fitUnion } from "./sample-unions.ts";
import type { Sampling } from "./sampling.ts";

/**
 * A value that the schema allows in a request, as close to the given one as possible: valid parts are kept, invalid ones replaced,
 * required properties added, and properties that the type does not have removed.
 */
export function fitted(
  context: ModelContext,
  schema: Located<Schema>,
  value: JsonValue | undefined,
): JsonValue {
  return new Sampler(context, { keepReadOnly: false }).fit(schema, value);
}

/** True if the schema and its type allow a value. Properties that only responses have are ignored. */
export function isFitting(context: ModelContext, schema: Located<Schema>, value: JsonValue): boolean {
  return isEqual(new Sampler(context, { keepReadOnly: true }).fit(schema, value), value);
}

/** The steps for each part of the outermost value, so that a recursive one leaves enough for the others. */
const MOST_STEPS = 5_000;
const DEEPEST = 20;

/** Creates one sample. */
class Sampler implements Sampling {
  readonly context: ModelContext;
  readonly keepReadOnly: boolean;
  readonly #acceptance: Acceptance;
  /** The results for objects and arrays that were given: the members of unions meet them again and again. */
  readonly #known = new Map<Schema, Map<JsonValue, JsonValue>>();
  /** The schemas whose values are being created. */
  readonly #open = new Set<Schema>();
  /** Recursive unions would take very long. */
  #steps = MOST_STEPS;
  #depth = -1;

  constructor(context: ModelContext, { keepReadOnly }: { readonly keepReadOnly: boolean }) {
    this.context = context;
    this.keepReadOnly = keepReadOnly;
    this.#acceptance = new Acceptance(context);
  }

  fit(schema: Located<Schema>, value: JsonValue | undefined): JsonValue {
    if (typeof value !== "object" || value === null) return this.#fitBelow(schema, value);
    const known = this.#known.get(schema.value) ?? new Map<JsonValue, JsonValue>();
    this.#known.set(schema.value, known);
    const result = known.get(value) ?? this.#fitBelow(schema, value);
    known.set(value, result);
    return result;
  }

  allows(schema: Located<Schema>, value: JsonValue): boolean {
    return this.#acceptance.allows(schema, value);
  }

  isOpen(schema: Located<Schema>): boolean {
    return this.#open.has(this.#targetOf(schema));
  }

  #fitBelow(schema: Located<Schema>, value: JsonValue | undefined): JsonValue {
    const target = this.#targetOf(schema);
    const isOutermost = !this.#open.has(target);
    this.#open.add(target);
    this.#depth++;
    if (this.#depth === 1) this.#steps = MOST_STEPS;
    try {
      return this.#fitAnew(schema, value);
    } finally {
      this.#depth--;
      if (isOutermost) this.#open.delete(target);
    }
  }

  #targetOf({ value, pointer }: Located<Schema>): Schema {
    return typeof value === "boolean" ? value : this.context.resolve<SchemaObject>(value, pointer).value;
  }

  #fitAnew({ value: written, pointer }: Located<Schema>, value: JsonValue | undefined): JsonValue {
    this.#steps--;
    // Without a value, only what is required is made, which needs few steps.
    const isLate = this.#steps < (value === undefined ? -MOST_STEPS : 0);
    if (typeof written === "boolean" || this.#depth > DEEPEST || isLate)
      return value === undefined ? "value" : value;
    const schema = merged(this.context, { value: written, pointer });
    if (schema.const !== undefined) return schema.const as JsonValue;
    if (value === null && allowsNull(schema) && !isDefaultOfUnion(schema)) return null;
    if (schema.enum !== undefined && schema.enum.length > 0) return enumValue(schema.enum, value);
    if ((schema.oneOf ?? schema.anyOf ?? []).length > 0) {
      return fitUnion(this, { value: schema, pointer }, value);
    }
    switch (typeFor(schema, value)) {
      case "object":
        return fitObject(this, { value: schema, pointer }, value);
      case "array":
        return fitArray(this, { value: schema, pointer }, value);
      case "string":
        return typeof value === "string" && fitsString(schema, value)
          ? value
          : stringFor(schema, formatPointer(pointer));
      case "integer":
      case "number":
        return typeof value === "number" && fitsNumber(schema, value) ? value : numberFor(schema);
      case "boolean":
        return typeof value === "boolean" ? value : true;
      case "null":
        return null;
      default:
        return value ?? "value";
    }
  }
}

function enumValue(values: readonly unknown[], value: JsonValue | undefined): JsonValue {
  const all = values as readonly JsonValue[];
  const isIn = value !== undefined && all.some((each) => isEqual(each, value));
  return isIn ? value : (all.find((each) => each !== null) ?? null);
}

function typeFor(schema: SchemaObject, value: JsonValue | undefined): string | undefined {
  const types = schemaTypes(schema);
  if (types.length === 0) {
    if (schema.properties !== undefined || schema.additionalProperties !== undefined) return "object";
    if ((schema.items ?? schema.prefixItems) !== undefined) return "array";
    return schema.pattern === undefined ? undefined : "string";
  }
  return types.find((type) => isOfType(type, value)) ?? types.find((type) => type !== "null") ?? "null";
}

function isOfType(type: string, value: JsonValue | undefined): boolean {
  if (value === null) return type === "null";
  if (Array.isArray(value)) return type === "array";
  return typeof value === type || (typeof value === "number" && type === "integer");
}

/**
 * True if `null` is the value without the property, and other values are those of a union. In OpenAPI 3.0, a union of objects that is
 * `nullable` does not allow `null`, strictly speaking, and servers differ.
 */
function isDefaultOfUnion(schema: SchemaObject): boolean {
  return schema.default === null && (schema.oneOf ?? schema.anyOf ?? []).length > 0;
}

function allowsNull(schema: SchemaObject): boolean {
  return schema.nullable === true || schemaTypes(schema).includes("null");
}
