import { isDeepStrictEqual } from "node:util";

/**
 * Compares models, which are plain data. Parts that many packages share are compared once, so it is much faster than `isDeepStrictEqual`
 * for each package.
 */
export class Equality {
  /** Objects that are equal. */
  readonly #equal = new Map<object, object>();

  areEqual(left: unknown, right: unknown): boolean {
    if (Object.is(left, right)) return true;
    if (typeof left !== "object" || typeof right !== "object" || left === null || right === null)
      return false;
    if (this.#equal.get(left) === right) return true;
    if (!this.#haveEqualParts(left, right)) return false;
    // Comparing objects without nested parts is faster than a lookup.
    if (hasParts(left)) this.#equal.set(left, right);
    return true;
  }

  #haveEqualParts(left: object, right: object): boolean {
    if (Array.isArray(left))
      return Array.isArray(right) && left.length === right.length && this.#haveEqualMembers(left, right);
    const isPlain = Object.getPrototypeOf(left) === Object.prototype;
    if (!isPlain || Object.getPrototypeOf(right) !== Object.prototype) return isDeepStrictEqual(left, right);
    return Object.keys(left).length === Object.keys(right).length && this.#haveEqualMembers(left, right);
  }

  #haveEqualMembers(left: object, right: object): boolean {
    for (const key of Object.keys(left)) {
      const one: unknown = left[key as keyof typeof left];
      const other: unknown = right[key as keyof typeof right];
      if (one === other && one !== undefined) continue;
      if (!Object.hasOwn(right, key) || !this.areEqual(one, other)) return false;
    }
    return true;
  }
}

function hasParts(value: object): boolean {
  return Object.values(value).some((part) => typeof part === "object" && part !== null);
}
