import { mentionedBy, usersOf } from "./reach.ts";
import type {
  EnumType,
  JsonValue,
  NamedType,
  ObjectType,
  TupleExpression,
  TypeExpression,
  UnionType,
} from "./type-model.ts";
import { VariantValues } from "./variant-values.ts";

/** The locations of enums and discriminated unions in values, by operation and by type. Plain JSON for the runtime. */
export interface ShapesModel {
  readonly operations: { readonly [root: string]: JsonValue };
  readonly types: { readonly [name: string]: JsonValue };
}

/**
 * The places where responses may contain values that this version does not know: open enums and discriminated unions.
 * Everything else is omitted, so an API without them has no shapes.
 *
 * @param roots Types of responses, by operation id.
 */
export function shapesOf(
  types: readonly NamedType[],
  roots: readonly (readonly [id: string, type: TypeExpression])[],
): ShapesModel {
  const finder = new ShapeFinder(types);
  const operations = roots.flatMap(([id, type]) => {
    const shape = finder.shapeOf(type);
    return shape === undefined ? [] : [[id, shape] as const];
  });
  return {
    operations: Object.fromEntries(operations),
    types: finder.reachableFrom(operations.map(([, shape]) => shape)),
  };
}

class ShapeFinder {
  readonly #byName: ReadonlyMap<string, NamedType>;
  readonly #values: VariantValues;
  /** The types that contain an open type, directly or indirectly. */
  readonly #open = new Set<string>();

  constructor(types: readonly NamedType[]) {
    this.#byName = new Map(types.map((type) => [type.name, type]));
    this.#values = new VariantValues(this.#byName);
    // Types may contain each other, so a type that is found may make its users open.
    const users = usersOf(types, (type) => mentionedBy(type));
    const open = [...types];
    for (let type = open.pop(); type !== undefined; type = open.pop()) {
      if (this.#open.has(type.name) || this.#namedShape(type) === undefined) continue;
      this.#open.add(type.name);
      for (const user of users.get(type.name) ?? []) open.push(user);
    }
  }

  shapeOf(type: TypeExpression): JsonValue | undefined {
    switch (type.kind) {
      case "reference":
        return this.#open.has(type.name) ? type.name : undefined;
      case "array":
        return wrapped(this.shapeOf(type.items), (items) => ({ kind: "array", items }));
      case "tuple":
        return this.#tupleShape(type);
      case "map":
        return wrapped(this.shapeOf(type.values), (values) => ({ kind: "map", values }));
      case "union":
        return this.#oneOf(type.members);
      case "intersection": {
        const parts = type.members.flatMap((member) => this.shapeOf(member) ?? []);
        return parts.length === 0 ? undefined : { kind: "all", parts };
      }
      default:
        return undefined;
    }
  }

  /** The types that shapes use, directly or indirectly, in the order of the model. */
  reachableFrom(shapes: readonly JsonValue[]): { readonly [name: string]: JsonValue } {
    const reached = new Map<string, JsonValue>();
    const names = shapes.flatMap(namesIn);
    for (let name = names.pop(); name !== undefined; name = names.pop()) {
      const type = reached.has(name) ? undefined : this.#byName.get(name);
      const shape = type && this.#namedShape(type);
      if (shape === undefined) continue;
      reached.set(name, shape);
      names.push(...namesIn(shape));
    }
    const ordered = [...this.#byName.keys()].filter((name) => reached.has(name));
    return Object.fromEntries(ordered.map((name) => [name, reached.get(name) ?? null]));
  }

  #namedShape(type: NamedType): JsonValue | undefined {
    switch (type.kind) {
      case "enum":
        return enumShape(type);
      case "object":
        return this.#objectShape(type);
      case "union":
        return type.discriminator === undefined
          ? this.#oneOf(type.members)
          : this.#variants(type, type.discriminator);
      case "alias":
        return this.shapeOf(type.type);
    }
  }

  #objectShape({ properties, patterns = [], additional }: ObjectType): JsonValue | undefined {
    const shapes = properties.map(({ name, type }) => [name, this.shapeOf(type)] as const);
    const open = shapes.flatMap(([name, shape]) => (shape === undefined ? [] : [[name, shape] as const]));
    const shapesOfOthers = [...patterns.map(({ type }) => type), additional ?? []]
      .flat()
      .flatMap((type) => this.shapeOf(type) ?? []);
    // Names do not tell several shapes apart at run time.
    const others = shapesOfOthers.length === 1 ? shapesOfOthers[0] : undefined;
    if (open.length === 0 && others === undefined) return undefined;
    const plain = shapes.flatMap(([name, shape]) => (shape === undefined ? [name] : []));
    return {
      kind: "object",
      properties: Object.fromEntries(open),
      ...(others !== undefined && { ...(plain.length > 0 && { plain }), additional: others }),
    };
  }

  #tupleShape({ items, rest }: TupleExpression): JsonValue | undefined {
    const shapes = items.map((item) => this.shapeOf(item) ?? null);
    const others = rest && this.shapeOf(rest);
    if (others === undefined && shapes.every((shape) => shape === null)) return undefined;
    return { kind: "tuple", items: shapes, ...(others !== undefined && { rest: others }) };
  }

  /**
   * A union without a discriminator has a shape if only one member has one and the others are plain values. An enum next to
   * plain values has none, because they could be its unknown values.
   */
  #oneOf(members: readonly TypeExpression[]): JsonValue | undefined {
    const others = members.filter(({ kind }) => kind !== "null" && kind !== "undefined");
    const structured = others.filter(({ kind }) => !PLAIN_KINDS.has(kind));
    const [only] = structured;
    if (only === undefined || structured.length > 1) return undefined;
    return others.length > 1 && this.#values.resolved(only).kind === "enum" ? undefined : this.shapeOf(only);
  }

  /** The shapes of the members, by the values of the property. `null` for a member that contains nothing open. */
  #variants({ members }: UnionType, property: string): JsonValue | undefined {
    const variants = this.#values.variantsOf(members, property, (member) => this.shapeOf(member) ?? null);
    return variants && { kind: "variants", property, variants: Object.fromEntries(variants) };
  }
}

/** An enum that accepts every string has no unknown values. There are no unknown booleans. */
function enumShape({ values, anyString }: EnumType): JsonValue | undefined {
  if (anyString === true) return undefined;
  return { kind: "enum", values: values.flatMap(({ value }) => (typeof value === "boolean" ? [] : [value])) };
}

/** Values without parts. */
const PLAIN_KINDS: ReadonlySet<TypeExpression["kind"]> = new Set([
  "string",
  "number",
  "boolean",
  "literal",
  "binary",
  "binaryResponse",
  "blob",
]);

function wrapped(shape: JsonValue | undefined, wrap: (shape: JsonValue) => JsonValue): JsonValue | undefined {
  return shape === undefined ? undefined : wrap(shape);
}

/** The names of types in a shape: strings in place of a shape. */
function namesIn(shape: JsonValue): readonly string[] {
  if (typeof shape === "string") return [shape];
  if (typeof shape !== "object" || shape === null) return [];
  const { items, rest, values, parts, properties, additional, variants, kind } = shape as {
    readonly [key: string]: JsonValue;
  };
  const inner = [
    ...(Array.isArray(items) ? (items as readonly JsonValue[]) : [items]),
    rest,
    kind === "map" ? values : null,
    additional,
    ...((parts as readonly JsonValue[] | undefined) ?? []),
    ...Object.values((properties as object | undefined) ?? {}),
    ...Object.values((variants as object | undefined) ?? {}),
  ];
  return inner.flatMap((each: JsonValue | undefined) => namesIn(each ?? null));
}
