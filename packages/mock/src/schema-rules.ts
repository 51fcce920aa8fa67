import type { DirectedSchema } from "./directed-schema.js";
import { asList, asObject, isObject, type JsonObject } from "./json.js";
import type { SchemaChecker } from "./schema-checker.js";

/** Maximum number of references and `allOf` in each other. Some schemas contain themselves. */
const DEEPEST = 30;

const known = new WeakMap<SchemaChecker, SchemaRules>();

/** The rules of the schemas of a checker. */
export function rulesFor(checker: SchemaChecker): SchemaRules {
  const rules = known.get(checker) ?? new SchemaRules(checker);
  known.set(checker, rules);
  return rules;
}

/**
 * Reads the keywords of directed schemas, through references and `allOf`. The schemas that this class makes are kept, because the
 * checker compiles each object once.
 */
export class SchemaRules {
  readonly #checker: SchemaChecker;
  readonly #rules = new WeakMap<object, JsonObject>();
  readonly #members = new WeakMap<object, readonly DirectedSchema[]>();
  readonly #both = new WeakMap<object, WeakMap<object, JsonObject>>();

  constructor(checker: SchemaChecker) {
    this.#checker = checker;
  }

  /** The keywords of a schema, of the target of its reference, and of the members of its `allOf`. */
  of(schema: DirectedSchema, depth = 0): JsonObject {
    if (typeof schema === "boolean" || depth > DEEPEST) return {};
    const known = this.#rules.get(schema);
    if (known !== undefined) return known;
    const { $ref: reference, allOf, ...own } = schema;
    const target = typeof reference === "string" ? [this.#checker.target(reference)] : [];
    const parts = [...target, ...asList(allOf)].map((part) => this.of(part as DirectedSchema, depth + 1));
    const rules = [...parts, own].reduce<JsonObject>((sum, part) => this.#combined(sum, part), {});
    this.#rules.set(schema, rules);
    return rules;
  }

  /** The members of the `oneOf` or `anyOf` of rules, each with the other keywords. Undefined if there is neither. */
  membersOf(rules: JsonObject): readonly DirectedSchema[] | undefined {
    const union = ["oneOf", "anyOf"].find((keyword) => Array.isArray(rules[keyword]));
    if (union === undefined) return undefined;
    const known = this.#members.get(rules);
    if (known !== undefined) return known;
    const { [union]: members, ...others } = rules;
    const hasOthers = Object.keys(others).length > 0;
    const all = asList(members).map((member) =>
      hasOthers ? this.#combined(others, this.of(member as DirectedSchema)) : (member as DirectedSchema),
    );
    this.#members.set(rules, all);
    return all;
  }

  /** The keywords of two schemas that both apply. */
  #combined(a: JsonObject, b: JsonObject): JsonObject {
    const [left, right] = [asObject(a.properties), asObject(b.properties)];
    const shared = Object.keys(right).filter((name) => Object.hasOwn(left, name));
    const both = shared.map((name) => [name, this.#allOf(left[name], right[name])]);
    const properties = { ...left, ...right, ...Object.fromEntries(both) };
    const required = [...new Set([...asList(a.required), ...asList(b.required)])];
    return {
      ...a,
      ...b,
      ...(Object.keys(properties).length > 0 && { properties }),
      ...(required.length > 0 && { required }),
    };
  }

  #allOf(a: unknown, b: unknown): unknown {
    if (!isObject(a) || !isObject(b) || a === b) return isObject(b) ? b : a;
    const known = this.#both.get(a) ?? new WeakMap<object, JsonObject>();
    this.#both.set(a, known);
    const both = known.get(b) ?? { allOf: [a, b] };
    known.set(b, both);
    return both;
  }
}
