import type { JsonValue } from "../../api-model/type-model.ts";
import { type Schema, type SchemaObject, schemaTypes } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { oneWay } from "../schemas/reading/one-way.ts";
import { isEqual, isObject } from "./json-values.ts";
import { merged } from "./merged-schema.ts";
import { fitsNumber } from "./sample-numbers.ts";
import { fitsString, matchesPattern } from "./sample-strings.ts";

/** Maximum depth of the comparison. Some schemas are recursive. */
const DEEPEST = 20;

/**
 * Compares values with schemas by the rules of JSON Schema. Unlike types, schemas allow properties that they do not define. Properties
 * that only responses have are not required. Conditions (`if`, `dependentSchemas`) are ignored.
 *
 * Each part of a value is compared with each schema only once, so that shared schemas do not multiply the work.
 */
export class Acceptance {
  readonly #context: ModelContext;
  readonly #known = new Map<Schema, Map<JsonValue, boolean>>();

  constructor(context: ModelContext) {
    this.#context = context;
  }

  /** True if a schema allows a value. */
  allows(schema: Located<Schema>, value: JsonValue): boolean {
    return this.#allows(schema, value, 0);
  }

  #allows({ value: written, pointer }: Located<Schema>, value: JsonValue, depth: number): boolean {
    if (typeof written === "boolean" || depth > DEEPEST) return written !== false;
    const known = this.#known.get(written) ?? new Map<JsonValue, boolean>();
    this.#known.set(written, known);
    const isAllowed =
      known.get(value) ??
      this.#compare(merged(this.#context, { value: written, pointer }), value, (child, own) =>
        this.#allows({ value: child, pointer }, own, depth + 1),
      );
    known.set(value, isAllowed);
    return isAllowed;
  }

  #compare(schema: SchemaObject, value: JsonValue, below: Below): boolean {
    if (value === null && schema.nullable === true) return true;
    if (schema.const !== undefined && !isEqual(schema.const as JsonValue, value)) return false;
    if (schema.enum?.some((each) => isEqual(each as JsonValue, value)) === false) return false;
    if (!hasType(schema, value) || !meetsMembers(schema, value, below)) return false;
    if (typeof value === "string") return fitsString(schema, value);
    if (typeof value === "number") return fitsNumber(schema, value);
    if (Array.isArray(value)) return acceptsItems(schema, value, below);
    return !isObject(value) || this.#acceptsProperties(schema, value, below);
  }

  #acceptsProperties(schema: SchemaObject, value: JsonObject, below: Below): boolean {
    const { properties = {}, required = [], dependentRequired = {}, propertyNames = true } = schema;
    const { minProperties = 0, maxProperties = Number.POSITIVE_INFINITY } = schema;
    const names = Object.keys(value);
    const exists = (name: string) =>
      Object.hasOwn(value, name) || oneWay(this.#context, properties[name] ?? true) === "response";
    return (
      required.every(exists) &&
      Object.entries(dependentRequired).every(
        ([name, others]) => !Object.hasOwn(value, name) || others.every(exists),
      ) &&
      names.length >= minProperties &&
      names.length <= maxProperties &&
      names.every((name) => below(propertyNames, name)) &&
      Object.entries(value).every(([name, own]) =>
        propertySchemas(schema, name).every((each) => below(each, own)),
      )
    );
  }
}

type Below = (schema: Schema, value: JsonValue) => boolean;
type JsonObject = { readonly [name: string]: JsonValue };

/** A discriminator chooses the member of a `oneOf`, even if the schemas of several members allow the value. */
function meetsMembers(schema: SchemaObject, value: JsonValue, below: Below): boolean {
  const { oneOf, anyOf, not, discriminator, "x-required-alternatives": alternatives = [] } = schema;
  const count = (members: readonly Schema[]) => members.filter((member) => below(member, value)).length;
  if (oneOf !== undefined && (discriminator === undefined ? count(oneOf) !== 1 : count(oneOf) === 0))
    return false;
  return (
    (anyOf === undefined || count(anyOf) > 0) &&
    (not === undefined || !below(not, value)) &&
    alternatives.every((each) => meetsMembers(each, value, below))
  );
}

/** The schemas that apply to a property. */
function propertySchemas(schema: SchemaObject, name: string): readonly Schema[] {
  const { properties = {}, patternProperties = {}, additionalProperties = true } = schema;
  const own = Object.hasOwn(properties, name) ? [properties[name] ?? true] : [];
  const matching = Object.entries(patternProperties)
    .filter(([pattern]) => matchesPattern(pattern, name))
    .map(([, each]) => each);
  const all = [...own, ...matching];
  return all.length === 0 ? [additionalProperties] : all;
}

function acceptsItems(schema: SchemaObject, value: readonly JsonValue[], below: Below): boolean {
  const { items = true, prefixItems = [], uniqueItems = false } = schema;
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  const isRepeated = (item: JsonValue, index: number) =>
    value.slice(0, index).some((other) => isEqual(other, item));
  return (
    value.length >= minItems &&
    value.length <= maxItems &&
    value.every((item, index) => below(prefixItems[index] ?? items, item)) &&
    !(uniqueItems && value.some(isRepeated))
  );
}

function hasType(schema: SchemaObject, value: JsonValue): boolean {
  const types = schemaTypes(schema);
  return types.length === 0 || types.some((each) => isOfType(each, value));
}

function isOfType(type: string, value: JsonValue): boolean {
  if (value === null) return type === "null";
  if (Array.isArray(value)) return type === "array";
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}
