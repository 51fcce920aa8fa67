import { isDeepStrictEqual } from "node:util";
import type { DirectedSchema } from "./directed-schema.js";
import { asList, asObject, isObject, type JsonObject } from "./json.js";
import { numberFor, stringFor } from "./made-scalars.js";
import type { SchemaChecker } from "./schema-checker.js";
import { rulesFor, type SchemaRules } from "./schema-rules.js";

/**
 * A value that a schema allows, as close to the given one as possible: parts that fit are kept, others are replaced, and required
 * properties are added. If the members of a `oneOf` do not exclude each other, several may allow it. Undefined if none was found.
 */
export function fittingValue(checker: SchemaChecker, schema: DirectedSchema, value: unknown): unknown {
  const repaired = new Fitting(checker).fit(schema, value, 0);
  if (checker.allows(schema, repaired)) return repaired;
  const made = new Fitting(checker).fit(schema, undefined, 0);
  if (checker.allows(schema, made)) return made;
  return [value, repaired, made].find((each) => each !== undefined && checker.allowsTwice(schema, each));
}

/**
 * Whether a value has the type that a schema without `type` implies by its other keywords, as generators read it. Such a schema allows values
 * of other types, too.
 */
export function hasImpliedType(checker: SchemaChecker, schema: DirectedSchema, value: unknown): boolean {
  const rules = rulesFor(checker).of(schema);
  const says = ["type", "const", "enum", "oneOf", "anyOf"];
  const type = says.some((keyword) => rules[keyword] !== undefined) ? undefined : impliedType(rules);
  return type === undefined || value === null || isOfType(type, value);
}

/** Maximum depth of a value. Some schemas contain themselves. */
const DEEPEST = 30;

/** Maximum number of visited schemas. Unions of unions that contain themselves would take very long. */
const MOST_STEPS = 50_000;

class Fitting {
  readonly #checker: SchemaChecker;
  #steps = 0;
  readonly #rules: SchemaRules;

  constructor(checker: SchemaChecker) {
    this.#checker = checker;
    this.#rules = rulesFor(checker);
  }

  fit(schema: DirectedSchema, value: unknown, depth: number): unknown {
    this.#steps += 1;
    if (typeof schema === "boolean" || depth > DEEPEST || this.#steps > MOST_STEPS) return value ?? null;
    const rules = this.#rules.of(schema);
    if ("const" in rules) return rules.const;
    if (Array.isArray(rules.enum)) return fitEnum(rules.enum, value);
    const members = this.#rules.membersOf(rules);
    if (members !== undefined) return this.#fitUnion(schema, members, value, depth);
    switch (typeOf(rules, value)) {
      case "object":
        return this.#fitObject(rules, value, depth);
      case "array":
        return this.#fitArray(rules, value, depth);
      case "string":
        return (
          this.#allowed(schema, rules, value) ??
          stringFor(rules, (text) => this.#checker.allows(schema, text))
        );
      case "integer":
      case "number":
        return this.#allowed(schema, rules, value) ?? numberFor(rules);
      case "boolean":
        return typeof value === "boolean" ? value : true;
      case "null":
        return null;
      default:
        return value ?? "value";
    }
  }

  /** The value if the schema allows it. */
  #allowed(schema: DirectedSchema, rules: JsonObject, value: unknown): unknown {
    if (value === undefined) return undefined;
    // Most scalars have only a type, for which no schema need be compiled.
    const hasOnlyType = Object.keys(rules).every((keyword) => keyword === "type");
    const isAllowed = hasOnlyType
      ? [rules.type].flat().some((type) => isOfType(type, value))
      : this.#checker.allows(schema, value);
    return isAllowed ? value : undefined;
  }

  /** The first member that allows the value, or else a value of the first member that the union allows. */
  #fitUnion(schema: JsonObject, members: readonly DirectedSchema[], value: unknown, depth: number): unknown {
    const candidates: unknown[] = [];
    for (const member of members) {
      const made = this.fit(member, value, depth + 1);
      if (value !== undefined && isDeepStrictEqual(made, value)) return made;
      candidates.push(made);
    }
    const isUseful = (made: unknown) => made !== null && this.#checker.allows(schema, made);
    return candidates.find(isUseful) ?? candidates.find((made) => made !== null) ?? null;
  }

  #fitObject(rules: JsonObject, value: unknown, depth: number): JsonObject {
    const given = asObject(value);
    const properties = asObject(rules.properties);
    const required = asList(rules.required).map(String);
    const additional = (rules.additionalProperties ?? true) as DirectedSchema;
    const names = [...new Set([...Object.keys(given), ...Object.keys(properties), ...required])];
    const entries = names.flatMap((name) => {
      const isKnown = Object.hasOwn(properties, name);
      const isGiven = Object.hasOwn(given, name);
      if (!required.includes(name) && (!isGiven || (!isKnown && additional === false))) return [];
      const schema = (isKnown ? properties[name] : additional) as DirectedSchema;
      return [[name, this.fit(schema, given[name], depth + 1) ?? null] as const];
    });
    const missing = Math.min(Number(rules.minProperties ?? 0) - entries.length, 20);
    const more = Array.from({ length: Math.max(0, missing) }, (_, index) => [
      `key${index + 1}`,
      this.fit(additional, undefined, depth + 1),
    ]);
    return Object.fromEntries([...entries, ...more]);
  }

  #fitArray(rules: JsonObject, value: unknown, depth: number): readonly unknown[] {
    const given: readonly unknown[] = Array.isArray(value) ? value : [];
    const tuple = asList(rules.prefixItems);
    const least = Math.max(
      given.length,
      Math.min(Number(rules.minItems ?? 0), 100),
      given.length === 0 ? 0 : tuple.length,
    );
    const length = Math.min(least, Number(rules.maxItems ?? Number.POSITIVE_INFINITY));
    const items = Array.from({ length }, (_, index) =>
      this.fit((tuple[index] ?? rules.items ?? true) as DirectedSchema, given[index], depth + 1),
    );
    if (rules.uniqueItems !== true) return items;
    return items.filter(
      (item, index) => items.findIndex((other) => isDeepStrictEqual(other, item)) === index,
    );
  }
}

function fitEnum(values: readonly unknown[], value: unknown): unknown {
  const isIn = values.some((each) => isDeepStrictEqual(each, value));
  return isIn ? value : (values.find((each) => each !== null) ?? null);
}

/** The type of the value if the schema allows it, or else the first that is not null. */
function typeOf(rules: JsonObject, value: unknown): unknown {
  const types = [rules.type ?? []].flat();
  if (types.length === 0) return impliedType(rules);
  return types.find((type) => isOfType(type, value)) ?? types.find((type) => type !== "null") ?? "null";
}

function impliedType(rules: JsonObject): string | undefined {
  const { properties, required, additionalProperties } = rules;
  if (properties !== undefined || required !== undefined || additionalProperties) return "object";
  if (rules.items !== undefined || rules.prefixItems !== undefined) return "array";
  return rules.pattern === undefined && rules.format === undefined ? undefined : "string";
}

function isOfType(type: unknown, value: unknown): boolean {
  if (value === null) return type === "null";
  if (Array.isArray(value)) return type === "array";
  if (isObject(value)) return type === "object";
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
}
