import type { DirectedSchema } from "../directed-schema.js";
import { asList, asObject, canBeJson, isObject, type JsonObject } from "../json.js";
import type { Operation } from "../operations.js";
import { targetOf } from "../prepared-document.js";
import { checkerFor, type SchemaChecker } from "../schema-checker.js";
import { rulesFor, type SchemaRules } from "../schema-rules.js";

/** The JSON of a successful response. */
export interface Success {
  readonly schema: JsonObject;
  readonly example: unknown;
}

/** Reads schemas and examples of the operations of a prepared document. */
export class Schemas {
  readonly #document: JsonObject;
  readonly checker: SchemaChecker;
  readonly #rules: SchemaRules;

  constructor(document: JsonObject) {
    this.#document = document;
    this.checker = checkerFor(document, "response");
    this.#rules = rulesFor(this.checker);
  }

  /** The JSON of the first documented success of an operation. Undefined if it has none. */
  successOf(operation: Operation): Success | undefined {
    const responses = asObject(this.#definition(operation).responses);
    const statuses = Object.keys(responses).filter((status) => /^2/.test(status));
    for (const status of statuses.sort()) {
      const content = asObject(this.resolve(responses[status]).content);
      const found = Object.entries(content).find(([type, media]) => canBeJson(type) && isObject(media));
      const media = asObject(found?.[1]);
      if (!isObject(media.schema)) continue;
      return { schema: media.schema, example: this.#exampleOf(media) };
    }
    return undefined;
  }

  /** The schema of the JSON or form that an operation takes. Undefined if it takes none. */
  requestOf(operation: Operation): JsonObject | undefined {
    const { requestBody } = this.#definition(operation);
    const content = Object.values(asObject(this.resolve(requestBody).content));
    return content.map((media) => asObject(media).schema).find(isObject);
  }

  /** The keywords of a schema, of the target of its reference, and of the members of its `allOf`. */
  rulesOf(schema: unknown): JsonObject {
    return this.rulesOfDirected(this.directed(schema));
  }

  rulesOfDirected(schema: DirectedSchema): JsonObject {
    const rules = this.#rules.of(schema);
    // Several schemas are nullable objects, which are unions of one member. That member may be such a union, too.
    const union = rules.anyOf === undefined ? "oneOf" : "anyOf";
    const { [union]: all, ...others } = rules;
    const members = asList(all).filter((each) => asObject(each).type !== "null");
    return members.length === 1 ? { ...others, ...this.#rules.of(members[0] as DirectedSchema) } : rules;
  }

  membersOf(rules: JsonObject): readonly DirectedSchema[] | undefined {
    return this.#rules.membersOf(rules);
  }

  directed(schema: unknown): DirectedSchema {
    return isObject(schema) ? this.checker.directed(schema) : true;
  }

  /** Names of the properties that a schema defines. */
  namesOf(schema: unknown): readonly string[] {
    return Object.keys(asObject(this.rulesOf(schema).properties));
  }

  /** The properties of a schema, through references and `allOf`, as they are in the document. */
  propertiesOf(schema: unknown, depth = 0): JsonObject {
    const { properties, allOf } = this.resolve(schema);
    if (depth > 20) return asObject(properties);
    const parts = asList(allOf).map((part) => this.propertiesOf(part, depth + 1));
    return Object.assign({}, ...parts, asObject(properties)) as JsonObject;
  }

  /** The target of a schema that is a reference, `#/components/schemas/Book`. Undefined if it is no reference. */
  identityOf(schema: unknown): string | undefined {
    let current = schema;
    let identity: string | undefined;
    for (let steps = 0; steps < 100; steps += 1) {
      const { $ref: reference, allOf } = asObject(current);
      if (typeof reference === "string") {
        identity = reference;
        current = targetOf(this.#document, reference);
      } else if (identity === undefined && Array.isArray(allOf) && allOf.length === 1) current = allOf[0];
      else return identity;
    }
    return identity;
  }

  /** Follows references. Any other value is returned, as an object. */
  resolve(value: unknown): JsonObject {
    let current = asObject(value);
    for (let steps = 0; typeof current.$ref === "string" && steps < 100; steps += 1) {
      current = asObject(targetOf(this.#document, current.$ref));
    }
    return current;
  }

  #definition({ method, path }: Operation): JsonObject {
    const item = this.resolve(asObject(this.#document.paths)[path]);
    return asObject(item[method.toLowerCase()]);
  }

  #exampleOf(media: JsonObject): unknown {
    const named = this.resolve(Object.values(asObject(media.examples))[0]);
    const schema = this.resolve(media.schema);
    const candidates = [media.example, named.value, schema.example, asList(schema.examples)[0]];
    return candidates.find((candidate) => candidate !== undefined);
  }
}
