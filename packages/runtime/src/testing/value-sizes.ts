import type { ValueType, ValueTypes } from "./value-type.js";

/**
 * The number of levels of the smallest value of each type. A type that always contains another value of itself has none that is finite.
 * Choosing the smallest member of each union ends every recursion that can end.
 */
export class ValueSizes {
  readonly #types: ValueTypes;
  readonly #sizes = new Map<string, number>();

  constructor(types: ValueTypes) {
    this.#types = types;
    // Each round finds the types whose smallest value has one more level.
    for (let found = true; found; ) {
      found = false;
      for (const [name, type] of Object.entries(types)) {
        const size = this.of(type) + 1;
        if (size >= (this.#sizes.get(name) ?? Number.POSITIVE_INFINITY)) continue;
        this.#sizes.set(name, size);
        found = true;
      }
    }
  }

  /** `Infinity` if there is no finite value. */
  of(type: ValueType): number {
    if (typeof type === "string") return 0;
    switch (type.kind) {
      case "type":
        return type.name in this.#types ? (this.#sizes.get(type.name) ?? Number.POSITIVE_INFINITY) : 0;
      case "array":
        return (type.minItems ?? 0) === 0 ? 0 : this.of(type.items);
      case "map":
        return (type.minProperties ?? 0) === 0 ? 0 : this.of(type.values);
      case "tuple":
        return this.#largest(type.items);
      case "all":
        return this.#largest(type.parts);
      case "object":
        return this.#largest(Object.values(type.required ?? {}));
      case "union":
        return Math.min(...type.members.map((member) => this.of(member)));
      default:
        return 0;
    }
  }

  #largest(types: readonly ValueType[]): number {
    return Math.max(0, ...types.map((type) => this.of(type)));
  }
}
