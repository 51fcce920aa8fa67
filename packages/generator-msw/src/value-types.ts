import type {
  Constraints,
  JsonValue,
  NamedType,
  ObjectType,
  Property,
  TypeExpression,
  UnionType,
} from "@copilot-sdk/generator/kit";
import { patternSamples } from "./pattern-samples.ts";

/** Types as the data that factories read: `ValueType` of the runtime. */
export class ValueTypeWriter {
  readonly #types: ReadonlyMap<string, NamedType>;
  /** The properties that distinguish a type in unions, by its name. */
  readonly #discriminators = new Map<string, Set<string>>();

  constructor(types: readonly NamedType[]) {
    this.#types = new Map(types.map((type) => [type.name, type]));
    for (const type of types) {
      if (type.kind !== "union" || type.discriminator === undefined) continue;
      for (const member of type.members) this.#distinguish(member, type.discriminator);
    }
  }

  #distinguish(type: TypeExpression, discriminator: string): void {
    if (type.kind === "union" || type.kind === "intersection")
      for (const member of type.members) this.#distinguish(member, discriminator);
    if (type.kind !== "reference") return;
    const known = this.#discriminators.get(type.name) ?? new Set();
    if (known.has(discriminator)) return;
    this.#discriminators.set(type.name, known.add(discriminator));
    const named = this.#types.get(type.name);
    if (named?.kind === "alias") this.#distinguish(named.type, discriminator);
    if (named?.kind === "union") for (const member of named.members) this.#distinguish(member, discriminator);
  }

  /** The data of a named type. */
  named(type: NamedType): JsonValue {
    switch (type.kind) {
      case "object":
        return this.#object(type);
      case "enum":
        return { kind: "oneOf", values: type.values.map(({ value }) => value) };
      case "union":
        return this.#namedUnion(type);
      case "alias":
        return this.of(type.type);
    }
  }

  /** The data of a parameter. Its properties, by which it is read from a query, are in place: the types of a package are those of responses. */
  parameter(type: TypeExpression): JsonValue {
    const named = type.kind === "reference" ? this.#types.get(type.name) : undefined;
    return named?.kind === "object" ? this.#object(named) : this.of(type);
  }

  /** The data of a type where it is used. */
  of(type: TypeExpression, constraints: Constraints = {}): JsonValue {
    switch (type.kind) {
      case "reference":
        return this.#reference(type.name, constraints);
      case "string":
        return stringType(constraints);
      case "number":
        return numberType(constraints, type.int64);
      case "literal":
        return { kind: "oneOf", values: [type.value] };
      case "array":
        return {
          kind: "array",
          items: this.of(type.items, constraints.items),
          ...picked(constraints, ["minItems", "maxItems", "uniqueItems"]),
        };
      case "tuple":
        return { kind: "tuple", items: type.items.map((item) => this.of(item)) };
      case "map":
        return this.#map(type, constraints);
      case "union":
        return this.#union(type.members, constraints);
      case "intersection":
        return { kind: "all", parts: type.members.map((member) => this.of(member)) };
      case "binary":
      case "binaryResponse":
      case "blob":
        return "binary";
      case "boolean":
      case "null":
      case "unknown":
        return type.kind;
      case "void":
      case "undefined":
      case "never":
        return "null";
    }
  }

  /** A property has the constraints of the schemas that it references, which an alias does not have. */
  #reference(name: string, constraints: Constraints): JsonValue {
    const type = this.#types.get(name);
    return type?.kind === "alias" && Object.keys(constraints).length > 0
      ? this.of(type.type, constraints)
      : { kind: "type", name };
  }

  #object({ name: own, properties, additional }: ObjectType): JsonValue {
    if (properties.length === 0 && additional !== undefined)
      return { kind: "map", values: this.of(additional) };
    const isPresent = ({ name, required, type }: Property) =>
      required || isFixed(type) || this.#discriminators.get(own)?.has(name) === true;
    const entriesOf = (required: boolean) =>
      properties
        .filter((property) => isPresent(property) === required)
        .filter(({ docs }) => required || docs.deprecated === undefined)
        .map(({ name, type, constraints }) => [name, this.of(type, constraints)] as const);
    const [required, optional] = [entriesOf(true), entriesOf(false)];
    return {
      kind: "object",
      ...(required.length > 0 && { required: objectOf(required) }),
      ...(optional.length > 0 && { optional: objectOf(optional) }),
    };
  }

  #namedUnion({ members, discriminator }: UnionType): JsonValue {
    return {
      kind: "union",
      members: members.map((member) => this.of(member)),
      ...(discriminator !== undefined && { discriminator }),
    };
  }

  /** The limits of a union are those of the members that can have them. */
  #union(members: readonly TypeExpression[], constraints: Constraints): JsonValue {
    const values = members.filter(({ kind }) => kind !== "undefined" && kind !== "void" && kind !== "never");
    const written = values.map((member) => this.of(member, constraints));
    const [only] = written;
    return written.length === 1 && only !== undefined ? only : { kind: "union", members: written };
  }

  #map({ values, keys }: TypeExpression & { readonly kind: "map" }, constraints: Constraints): JsonValue {
    const named = keys?.kind === "reference" ? this.#types.get(keys.name) : undefined;
    const known = named?.kind === "enum" ? named.values.map(({ value }) => String(value)) : undefined;
    return {
      kind: "map",
      values: this.of(values, constraints.items),
      ...(known !== undefined && { keys: known }),
      ...picked(constraints, ["minProperties"]),
    };
  }
}

function stringType(constraints: Constraints): JsonValue {
  const samples = patternSamples(constraints);
  const rules = {
    ...picked(constraints, ["format", "minLength", "maxLength"]),
    ...(samples.length > 0 && { samples }),
  };
  return Object.keys(rules).length === 0 ? "string" : { kind: "string", ...rules };
}

function numberType(constraints: Constraints, int64: "bigint" | "string" | undefined): JsonValue {
  const isInteger = constraints.format !== undefined && /^u?int/.test(constraints.format);
  const rules = {
    ...(isInteger && { integer: true }),
    ...(int64 !== undefined && { int64 }),
    ...picked(constraints, ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"]),
  };
  return Object.keys(rules).length === 0 ? "number" : { kind: "number", ...rules };
}

/** Whether a property has only one value. It often tells the members of a union apart, so it is always present. */
function isFixed(type: TypeExpression): boolean {
  return type.kind === "literal";
}

/** Some of the constraints. */
function picked(
  constraints: Constraints,
  names: readonly (keyof Constraints)[],
): { readonly [name: string]: JsonValue } {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = constraints[name];
      return value === undefined ? [] : [[name, value as JsonValue]];
    }),
  );
}

/** An object with any property names, also `__proto__`. */
function objectOf(entries: readonly (readonly [string, JsonValue])[]): JsonValue {
  return Object.fromEntries(entries);
}
