import { numberFor } from "./number.js";
import { isPlainObject } from "./overrides.js";
import { below, hashAt, type Place } from "./place.js";
import { pick } from "./random.js";
import { textFor } from "./text.js";
import { ValueSizes } from "./value-sizes.js";
import type { ArrayRules, MapRules, ObjectRules, UnionRules, ValueType, ValueTypes } from "./value-type.js";

/** Objects that are nested deeper have only what is required. */
const DEEPEST = 3;

/** How values are created. */
export interface MakerOptions {
  readonly seed: number;
  /** Whether optional properties are present. */
  readonly optional: boolean;
}

/** A value that is being created. */
interface Position extends Place {
  /** The number of named types around it. */
  readonly depth: number;
}

/** Creates values of the types of a package. */
export class ValueMaker {
  readonly #types: ValueTypes;
  readonly #options: MakerOptions;
  #sizes: ValueSizes | undefined;
  /** The number of values that were created of each type. */
  readonly #counts = new Map<string, number>();

  constructor(types: ValueTypes, options: MakerOptions) {
    this.#types = types;
    this.#options = options;
  }

  /**
   * A value of a type.
   *
   * @param given The properties that the value is to have.
   * @param context The name of a type that has none.
   */
  make(type: ValueType, given?: unknown, context = "value"): unknown {
    if (this.#sizesOf().of(type) === Number.POSITIVE_INFINITY)
      throw new TypeError(
        `${nameOf(type) ?? context} has no finite value: it requires another value of itself`,
      );
    const owner = { seed: this.#options.seed, type: context, number: this.#next(context) };
    return this.#value(type, given, { owner, path: [], depth: 0 });
  }

  #value(type: ValueType, given: unknown, at: Position): unknown {
    if (given !== undefined && !isPlainObject(given) && !Array.isArray(given)) return given;
    if (typeof type === "string") return given ?? primitive(type, at);
    switch (type.kind) {
      case "type":
        return this.#named(type.name, given, at);
      case "string":
        return given ?? textFor(type, at);
      case "number":
        return given ?? numberFor(type, at);
      case "oneOf":
        return given ?? pick(type.values, hashAt(at));
      case "array":
        return Array.isArray(given)
          ? given.map((item, index) => this.#value(type.items, item, inside(at, index)))
          : (given ?? this.#array(type, at));
      case "tuple":
        return type.items.map((item, index) =>
          this.#value(item, Array.isArray(given) ? given[index] : undefined, inside(at, index)),
        );
      case "map":
        return this.#map(type, given, at);
      case "object":
        return this.#object(type, given, at);
      case "union":
        return this.#value(this.#member(type, given, at), given, at);
      case "all":
        return this.#all(type.parts, given, at);
    }
  }

  #named(name: string, given: unknown, at: Position): unknown {
    const type = Object.hasOwn(this.#types, name) ? this.#types[name] : undefined;
    if (type === undefined) return given ?? {};
    const depth = at.depth + 1;
    // Only an object has an ID of its own. A value of another type is a part of the object that contains it.
    if (typeof type === "string" || type.kind !== "object") return this.#value(type, given, { ...at, depth });
    const owner = { seed: this.#options.seed, type: name, number: this.#next(name) };
    return this.#value(type, given, { owner, path: [], depth });
  }

  #array(type: ArrayRules, at: Position): unknown {
    const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, uniqueItems } = type;
    const usual = this.#isBare(at) || this.#isTooDeep(type.items, at) ? 0 : at.depth <= 1 ? 2 : 1;
    const length = Math.max(minItems, Math.min(usual, maxItems));
    const items = Array.from({ length }, (_, index) => this.#value(type.items, undefined, inside(at, index)));
    if (uniqueItems !== true) return items;
    const distinct = new Map(items.map((item) => [JSON.stringify(item), item]));
    // Few values are possible: try others until there are enough of them.
    for (let index = length; distinct.size < minItems && index < 20 * minItems; index += 1) {
      const item = this.#value(type.items, undefined, inside(at, index));
      distinct.set(JSON.stringify(item), item);
    }
    return [...distinct.values()];
  }

  #map({ values, keys, minProperties = 0 }: MapRules, given: unknown, at: Position): unknown {
    const own = Object.entries(isPlainObject(given) ? given : {});
    if (given !== undefined)
      return Object.fromEntries(
        own.map(([key, value]) => [key, this.#value(values, value, inside(at, key))]),
      );
    const usual = this.#isBare(at) || this.#isTooDeep(values, at) ? 0 : 1;
    const length = Math.max(minProperties, usual);
    const names = Array.from({ length }, (_, index) => keys?.[index] ?? `key${index + 1}`);
    return Object.fromEntries(names.map((name) => [name, this.#value(values, undefined, inside(at, name))]));
  }

  #object({ required = {}, optional = {} }: ObjectRules, given: unknown, at: Position): unknown {
    const own = isPlainObject(given) ? given : {};
    const result: Record<string, unknown> = {};
    const set = (name: string, type: ValueType) => {
      const value = this.#value(type, own[name], inside(at, name));
      // A property may have the name `__proto__`.
      Object.defineProperty(result, name, { value, enumerable: true, writable: true, configurable: true });
    };
    for (const [name, type] of Object.entries(required)) if (isWanted(own, name)) set(name, type);
    for (const [name, type] of Object.entries(optional)) {
      const isLeftOut = this.#isBare(at) || this.#isTooDeep(type, at);
      if (isWanted(own, name) && (Object.hasOwn(own, name) || !isLeftOut)) set(name, type);
    }
    const known = (name: string) => Object.hasOwn(required, name) || Object.hasOwn(optional, name);
    for (const name of Object.keys(own)) if (!known(name) && isWanted(own, name)) set(name, "unknown");
    return result;
  }

  /** A value that has the properties of all parts. */
  #all(parts: readonly ValueType[], given: unknown, at: Position): unknown {
    const values = parts.map((part) => this.#value(part, given, at));
    return values.every(isPlainObject) ? Object.assign({}, ...values) : (values[0] ?? null);
  }

  /** The member of a union that a value is of, or the one to create. */
  #member({ members, discriminator }: UnionRules, given: unknown, at: Position): ValueType {
    const finite = members.filter((member) => this.#sizesOf().of(member) !== Number.POSITIVE_INFINITY);
    const real = finite.filter((member) => member !== "null");
    if (given !== undefined) return this.#fitting(real, given, discriminator) ?? real[0] ?? "unknown";
    if (at.depth > DEEPEST) {
      const sizes = finite.map((member) => this.#sizesOf().of(member));
      return finite[sizes.indexOf(Math.min(...sizes))] ?? "null";
    }
    if (discriminator === undefined) return real[0] ?? "null";
    return pick(real, hashAt(at)) ?? "null";
  }

  /** The member that an object or array is probably of. */
  #fitting(members: readonly ValueType[], given: unknown, discriminator?: string): ValueType | undefined {
    const resolved = members.map((member) => [member, this.#resolved(member)] as const);
    if (!isPlainObject(given)) return resolved.find(([, type]) => isOfKind(type, "array", "tuple"))?.[0];
    const scores = resolved.map(([, type]) => this.#score(type, given, discriminator));
    const best = Math.max(...scores);
    return resolved[scores.indexOf(best)]?.[0];
  }

  /** How well a type fits an object: the values that only it has count most, then the names that it knows. */
  #score(type: ValueType, given: Readonly<Record<string, unknown>>, discriminator?: string): number {
    if (typeof type === "string") return -2;
    if (type.kind === "map") return 0;
    if (type.kind === "union" || type.kind === "all") {
      const parts = type.kind === "union" ? type.members : type.parts;
      return Math.max(-2, ...parts.map((part) => this.#score(this.#resolved(part), given, discriminator)));
    }
    if (type.kind !== "object") return -2;
    const properties = { ...type.optional, ...type.required };
    let score = 0;
    for (const [name, value] of Object.entries(given)) {
      const own = Object.hasOwn(properties, name) ? this.#resolved(properties[name] ?? "unknown") : undefined;
      if (own === undefined) continue;
      const isFixed = typeof own !== "string" && own.kind === "oneOf";
      if (isFixed && !own.values.some((each) => each === value)) score -= name === discriminator ? 1000 : 10;
      else score += isFixed ? 10 : 1;
    }
    return score;
  }

  #resolved(type: ValueType, depth = 0): ValueType {
    if (typeof type === "string" || type.kind !== "type" || depth > 20) return type;
    const named = Object.hasOwn(this.#types, type.name) ? this.#types[type.name] : undefined;
    return named === undefined ? "unknown" : this.#resolved(named, depth + 1);
  }

  /** Whether only what is required is created. */
  #isBare(at: Position): boolean {
    return !this.#options.optional || at.depth > DEEPEST;
  }

  /** Whether a type without a finite value, or one that leads deeper than values go, is left out. */
  #isTooDeep(type: ValueType, at: Position): boolean {
    return at.depth + this.#sizesOf().of(type) > DEEPEST + 2;
  }

  #sizesOf(): ValueSizes {
    this.#sizes ??= new ValueSizes(this.#types);
    return this.#sizes;
  }

  #next(type: string): number {
    const number = (this.#counts.get(type) ?? 0) + 1;
    this.#counts.set(type, number);
    return number;
  }
}

function inside(at: Position, key: string | number): Position {
  return { ...below(at, key), depth: at.depth };
}

/** Whether a property is present: it is not given as `undefined`. */
function isWanted(given: Readonly<Record<string, unknown>>, name: string): boolean {
  return !Object.hasOwn(given, name) || given[name] !== undefined;
}

function isOfKind(type: ValueType, ...kinds: readonly string[]): boolean {
  return typeof type !== "string" && kinds.includes(type.kind);
}

function nameOf(type: ValueType): string | undefined {
  return typeof type !== "string" && type.kind === "type" ? type.name : undefined;
}

function primitive(type: ValueType & string, at: Position): unknown {
  switch (type) {
    case "string":
      return textFor({ kind: "string" }, at);
    case "number":
      return numberFor({ kind: "number" }, at);
    case "boolean":
      return hashAt(at) % 2 === 0;
    case "null":
      return null;
    case "unknown":
      return {};
  }
  return new Blob(["content"]);
}
