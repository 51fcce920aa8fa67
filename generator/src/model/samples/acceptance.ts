import type { JsonValue } from "../../api-model/type-model.ts";
import type { Schema, SchemaObject } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { isEqual, isObject } from "./json-values.ts";
import { merged } from "./merged-schema.ts";
import { fitsNumber } from "./sample-numbers.ts";
import { fitsString } from "./sample-strings.ts";

/** Maximum depth of the comparison. Some schemas contain themselves. */
const DEEPEST = 20;

/**
 * Whether a schema allows a value by the rules of JSON Schema. Unlike types, it allows properties that it does not define. Rules that
 * types cannot express are ignored.
 */
export function accepts(context: ModelContext, schema: Located<Schema>, value: JsonValue): boolean {
  return new Acceptance(context).allows(schema, value, 0);
}

/** Compares each part of a value with each schema once, so that schemas which meet again do not multiply. */
class Acceptance {
  readonly #context: ModelContext;
  readonly #known = new Map<Schema, Map<JsonValue, boolean>>();

  constructor(context: ModelContext) {
    this.#context = context;
  }

  allows({ value: written, pointer }: Located<Schema>, value: JsonValue, depth: number): boolean {
    if (typeof written === "boolean" || depth > DEEPEST) return written !== false;
    const known = this.#known.get(written) ?? new Map<JsonValue, boolean>();
    this.#known.set(written, known);
    const isAllowed =
      known.get(value) ??
      this.#compare(merged(this.#context, { value: written, pointer }), value, (child, own) =>
        this.allows({ value: child, pointer }, own, depth + 1),
      );
    known.set(value, isAllowed);
    return isAllowed;
  }

  #compare(schema: SchemaObject, value: JsonValue, below: Below): boolean {
    if (value === null && schema.nullable === true) return true;
    if (schema.const !== undefined && !isEqual(schema.const as JsonValue, value)) return false;
    if (schema.enum?.some((each) => isEqual(each as JsonValue, value)) === false) return false;
    if (!hasType(schema, value)) return false;
    if (schema.oneOf !== undefined && schema.oneOf.filter((member) => below(member, value)).length !== 1)
      return false;
    if (schema.anyOf?.some((member) => below(member, value)) === false) return false;
    if (typeof value === "string") return fitsString(schema, value);
    if (typeof value === "number") return fitsNumber(schema, value);
    if (Array.isArray(value)) return acceptsItems(schema, value, below);
    return !isObject(value) || acceptsProperties(schema, value, below);
  }
}

type Below = (schema: Schema, value: JsonValue) => boolean;

function acceptsItems(
  { items = true, prefixItems = [], minItems = 0, maxItems = Number.POSITIVE_INFINITY }: SchemaObject,
  value: readonly JsonValue[],
  below: Below,
): boolean {
  return (
    value.length >= minItems &&
    value.length <= maxItems &&
    value.every((item, index) => below(prefixItems[index] ?? items, item))
  );
}

function acceptsProperties(
  { properties = {}, required = [], additionalProperties = true }: SchemaObject,
  value: { readonly [name: string]: JsonValue },
  below: Below,
): boolean {
  return (
    required.every((name) => Object.hasOwn(value, name)) &&
    Object.entries(value).every(([name, own]) =>
      below(Object.hasOwn(properties, name) ? (properties[name] ?? true) : additionalProperties, own),
    )
  );
}

function hasType({ type }: SchemaObject, value: JsonValue): boolean {
  const types: readonly string[] = [type ?? []].flat();
  return types.length === 0 || types.some((each) => isOfType(each, value));
}

function isOfType(type: string, value: JsonValue): boolean {
  if (value === null) return type === "null";
  if (Array.isArray(value)) return type === "array";
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}
