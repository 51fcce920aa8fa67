import { date_time as isDateTime } from "@stoplight/prism-http/dist/validator/validators/dateTime.js";
import { ValidationContext } from "@stoplight/prism-http/dist/validator/validators/types.js";
import { convertAjvErrors } from "@stoplight/prism-http/dist/validator/validators/utils.js";
import { DiagnosticSeverity } from "@stoplight/types";
import type { ErrorObject, ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { Diagnostics } from "./diagnostics.js";
import { type DirectedSchema, type Direction, directSchema } from "./directed-schema.js";
import { withoutEndlessReferences } from "./endless-references.js";
import type { JsonObject } from "./json.js";
import { targetOf } from "./prepared-document.js";

const checkers = new WeakMap<object, Map<Direction, SchemaChecker>>();

/** The checker of a prepared document for a direction. */
export function checkerFor(document: JsonObject, direction: Direction): SchemaChecker {
  const own = checkers.get(document) ?? new Map<Direction, SchemaChecker>();
  checkers.set(document, own);
  const known = own.get(direction) ?? new SchemaChecker(document, direction);
  own.set(direction, known);
  return known;
}

/** Compares values with schemas of a document. The schema of each component is compiled once, when it is first needed. */
export class SchemaChecker {
  readonly #document: JsonObject;
  readonly #direction: Direction;
  readonly #ajv: Ajv2020;
  /** Schemas of the document with the references of the compiler to them. */
  readonly #references = new Map<object, string>();
  /** The directed schemas that references of the compiler point to. */
  readonly #targets = new Map<string, DirectedSchema>();
  readonly #directed = new WeakMap<object, DirectedSchema>();
  readonly #compiled = new WeakMap<object, ValidateFunction>();
  /** Referenced schemas that are not yet converted. A queue, because chains of references may be long. */
  readonly #pending: (readonly [schema: object, reference: string])[] = [];

  /** @param document The prepared document. */
  constructor(document: JsonObject, direction: Direction) {
    this.#document = document;
    this.#direction = direction;
    this.#ajv = new Ajv2020({
      allErrors: true,
      strict: false,
      validateSchema: false,
      logger: false,
      // A property such as `constructor`, which every object inherits, is absent.
      ownProperties: true,
      // Large schemas would be repeated in each schema that refers to them, and take long to optimize.
      inlineRefs: false,
      code: { optimize: false },
    });
    formats.default(this.#ajv);
    this.#ajv.addFormat("date-time", isDateTime);
  }

  /**
   * Compares a value with a schema of the document.
   *
   * @param prefix What the value is, `body`.
   */
  check(value: unknown, schema: object, prefix: string): Diagnostics {
    const [first, ...others] = this.#errorsOf(value, this.directed(schema));
    if (first === undefined) return [];
    const context = this.#direction === "request" ? ValidationContext.Input : ValidationContext.Output;
    return convertAjvErrors([first, ...others], DiagnosticSeverity.Error, context, prefix);
  }

  /** Whether a directed schema allows a value. */
  allows(schema: DirectedSchema, value: unknown): boolean {
    return this.#errorsOf(value, schema).length === 0;
  }

  /** Whether a directed schema allows a value, except that several members of a `oneOf` allow it. */
  allowsTwice(schema: DirectedSchema, value: unknown): boolean {
    return this.#errorsOf(value, schema).every(
      ({ keyword, params }) => keyword === "oneOf" && Array.isArray(params.passingSchemas),
    );
  }

  /** The schema in the direction of this checker. */
  directed(schema: object): DirectedSchema {
    const known = this.#directed.get(schema);
    if (known !== undefined) return known;
    const directed = this.#direct(schema);
    this.#directed.set(schema, directed);
    this.#addPending();
    return directed;
  }

  /** The schema that a reference in a directed schema points to. */
  target(reference: string): DirectedSchema {
    return this.#targets.get(reference) ?? true;
  }

  #errorsOf(value: unknown, schema: DirectedSchema): readonly ErrorObject[] {
    if (typeof schema === "boolean") return [];
    const validate = this.#compiled.get(schema) ?? this.#ajv.compile(schema);
    this.#compiled.set(schema, validate);
    return validate(value) ? [] : (validate.errors ?? []);
  }

  #direct(schema: unknown): DirectedSchema {
    return directSchema(schema, {
      direction: this.#direction,
      resolve: (reference) => targetOf(this.#document, reference),
      refer: (target) => this.#refer(target),
    });
  }

  #refer(schema: object): string {
    const known = this.#references.get(schema);
    if (known !== undefined) return known;
    const reference = `schema:${this.#references.size}`;
    this.#references.set(schema, reference);
    this.#pending.push([schema, reference]);
    return reference;
  }

  #addPending(): void {
    const added = new Map<string, DirectedSchema>();
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) {
      const [schema, reference] = next;
      added.set(reference, this.#direct(schema));
    }
    for (const [reference, directed] of withoutEndlessReferences(added)) {
      this.#targets.set(reference, directed);
      this.#ajv.addSchema(directed, reference);
    }
  }
}
