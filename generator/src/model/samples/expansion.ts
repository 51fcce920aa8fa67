import type { Schema, SchemaObject } from "../../spec/index.ts";
import type { ModelContext } from "../context/context.ts";

/** Maximum number of schemas that a sample visits. If each schema contains the next one twice, it doubles at every step. */
const MAXIMUM_VISITS = 100_000;

/** Maximum depth of objects and arrays in samples. */
const MAXIMUM_DEPTH = 15;

/** Maximum length of a chain of schemas. */
const MAXIMUM_CHAIN = 500;

const KNOWN = new WeakMap<ModelContext, Visits>();

/** True if creating a sample of a schema would take too long, because each part is visited once per reference. */
export function multiplies(context: ModelContext, schema: Schema): boolean {
  const visits = KNOWN.get(context) ?? new Visits(context);
  KNOWN.set(context, visits);
  return visits.of(schema) >= MAXIMUM_VISITS;
}

/** Counts the schemas that `openapi-sampler` visits. */
class Visits {
  readonly #context: ModelContext;
  /** The counts of each schema by the depth at which it is visited. */
  readonly #counts = new Map<SchemaObject, number[]>();

  constructor(context: ModelContext) {
    this.#context = context;
  }

  of(schema: Schema, depth = 1, chain = 0): number {
    if (typeof schema === "boolean" || depth > MAXIMUM_DEPTH) return 1;
    if (chain > MAXIMUM_CHAIN) return MAXIMUM_VISITS;
    const { value } = this.#context.resolve<SchemaObject>(schema, []);
    const counts = this.#counts.get(value) ?? [];
    this.#counts.set(value, counts);
    const counted = counts[depth];
    if (counted !== undefined) return counted;
    // A schema that contains itself is visited once.
    counts[depth] = 1;
    let count = 1;
    for (const part of sameValueParts(value)) count += this.of(part, depth, chain + 1);
    // Next to an `allOf`, the library restarts its depth count.
    const inner = value.allOf === undefined ? depth + 1 : 2;
    for (const part of innerParts(value)) count += this.of(part, inner, chain + 1);
    counts[depth] = Math.min(count, MAXIMUM_VISITS);
    return counts[depth];
  }
}

/** The schemas of the same value: the members of `allOf`, the first one of a union, and conditions. */
function sameValueParts(schema: SchemaObject): readonly Schema[] {
  const { allOf = [], oneOf = [], anyOf = [], if: condition, then } = schema;
  return [...allOf, ...(oneOf.length > 0 ? oneOf : anyOf).slice(0, 1), condition ?? [], then ?? []].flat();
}

/** The schemas of properties and items. */
function innerParts(schema: SchemaObject): readonly Schema[] {
  const { properties = {}, additionalProperties = [], prefixItems, items = [], contains = [] } = schema;
  return [...Object.values(properties), additionalProperties, ...(prefixItems ?? [items]), contains].flat();
}
