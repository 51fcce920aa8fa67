import { mentionedBy, reachableFrom, usersOf } from "./reach.ts";
import type { NamedType, ObjectType, TupleExpression, TypeExpression } from "./type-model.ts";
import { VariantValues } from "./variant-values.ts";

/** The locations of exact 64-bit integers in values of a type. Everything else is omitted. */
export type Int64Places =
  | { readonly kind: "int64" }
  | { readonly kind: "named"; readonly name: string }
  | Int64Object
  | { readonly kind: "array"; readonly items: Int64Places }
  | {
      readonly kind: "tuple";
      readonly items: readonly (Int64Places | null)[];
      readonly rest?: Int64Places;
    }
  | { readonly kind: "variants"; readonly property: string; readonly variants: Variants }
  | { readonly kind: "all"; readonly parts: readonly Int64Places[] };

/** An object. `plain` are the names of the known properties without places, if additional properties have some. */
export interface Int64Object {
  readonly kind: "object";
  readonly properties: readonly (readonly [name: string, places: Int64Places])[];
  readonly others?: Int64Places;
  readonly plain?: readonly string[];
}

type Variants = readonly (readonly [value: string, places: Int64Places | null])[];

/** Finds the places of 64-bit integers in types. */
export class Int64Finder {
  readonly #byName: ReadonlyMap<string, NamedType>;
  readonly #values: VariantValues;
  /** The types that contain a 64-bit integer, directly or indirectly. */
  readonly #found = new Set<string>();

  constructor(types: readonly NamedType[]) {
    this.#byName = new Map(types.map((type) => [type.name, type]));
    this.#values = new VariantValues(this.#byName);
    // Types may contain each other, so a type that is found may make its users contain one.
    const users = usersOf(types, (type) => mentionedBy(type));
    const open = [...types];
    for (let type = open.pop(); type !== undefined; type = open.pop()) {
      if (this.#found.has(type.name) || this.#ofNamed(type) === undefined) continue;
      this.#found.add(type.name);
      for (const user of users.get(type.name) ?? []) open.push(user);
    }
  }

  /** The places in values of a type; undefined if there are none. */
  placesIn(type: TypeExpression): Int64Places | undefined {
    switch (type.kind) {
      case "number":
        return type.int64 === undefined ? undefined : { kind: "int64" };
      case "reference":
        return this.#found.has(type.name) ? { kind: "named", name: type.name } : undefined;
      case "array": {
        const items = this.placesIn(type.items);
        return items && { kind: "array", items };
      }
      case "tuple":
        return this.#inTuple(type);
      case "map": {
        const others = this.placesIn(type.values);
        return others && { kind: "object", properties: [], others };
      }
      case "union":
      case "intersection":
        return all(type.members.map((member) => this.placesIn(member)));
      default:
        return undefined;
    }
  }

  /**
   * The places in a union. If the values of its property do not tell the members apart, a value may be any of them.
   *
   * @param property The property that distinguishes the members. Absent: none does.
   */
  placesInUnion(members: readonly TypeExpression[], property: string | undefined): Int64Places | undefined {
    if (property === undefined) return all(members.map((member) => this.placesIn(member)));
    const variants = this.#values.variantsOf(members, property, (member) => this.placesIn(member) ?? null);
    if (variants === undefined) return all(members.map((member) => this.placesIn(member)));
    return variants.every(([, places]) => places === null)
      ? undefined
      : { kind: "variants", property, variants };
  }

  /** The named types with places that the types use, and their places. Sorted by name. */
  typesFrom(types: readonly TypeExpression[]): readonly (readonly [name: string, places: Int64Places])[] {
    const names = reachableFrom(types, (name) => {
      const type = this.#byName.get(name);
      return type === undefined ? [] : mentionedBy(type);
    });
    return [...names].sort().flatMap((name) => {
      const type = this.#byName.get(name);
      const places = type && this.#found.has(name) ? this.#ofNamed(type) : undefined;
      return places === undefined ? [] : [[name, places] as const];
    });
  }

  #ofNamed(type: NamedType): Int64Places | undefined {
    switch (type.kind) {
      case "object":
        return this.#inObject(type);
      case "alias":
        return this.placesIn(type.type);
      case "enum":
        return undefined;
      case "union":
        return this.placesInUnion(type.members, type.discriminator);
    }
  }

  #inObject({ properties, patterns = [], additional }: ObjectType): Int64Places | undefined {
    const found = properties.flatMap(({ name, type }) => {
      const places = this.placesIn(type);
      return places === undefined ? [] : [[name, places] as const];
    });
    const others = all(
      [...patterns.map(({ type }) => type), additional ?? []].flat().map((type) => this.placesIn(type)),
    );
    if (found.length === 0 && others === undefined) return undefined;
    const names = new Set(found.map(([name]) => name));
    const plain = properties.flatMap(({ name }) => (names.has(name) ? [] : [name]));
    return {
      kind: "object",
      properties: found,
      ...(others !== undefined && { others, ...(plain.length > 0 && { plain }) }),
    };
  }

  #inTuple({ items, rest }: TupleExpression): Int64Places | undefined {
    const found = items.map((item) => this.placesIn(item) ?? null);
    const others = rest && this.placesIn(rest);
    if (others === undefined && found.every((places) => places === null)) return undefined;
    return { kind: "tuple", items: found, ...(others !== undefined && { rest: others }) };
  }
}

/** The places of all types that a value may have. */
export function all(places: readonly (Int64Places | undefined)[]): Int64Places | undefined {
  const parts = new Map(places.flatMap((each) => (each ? [[JSON.stringify(each), each]] : [])));
  const [only, ...more] = parts.values();
  return more.length === 0 ? only : { kind: "all", parts: [...parts.values()] };
}
