import { hashOf } from "./random.js";

/** The object that a value belongs to. All values in it depend on this alone, so that they agree with each other. */
export interface Owner {
  readonly seed: number;
  /** The name of its type. */
  readonly type: string;
  /** The first object of its type has 1. */
  readonly number: number;
}

/** Where a value is. */
export interface Place {
  readonly owner: Owner;
  /** The keys that lead from the owner to the value. */
  readonly path: readonly (string | number)[];
}

/** The place of a part of a value. */
export function below({ owner, path }: Place, key: string | number): Place {
  return { owner, path: [...path, key] };
}

/** A number that depends only on the place. */
export function hashAt({ owner, path }: Place, ...keys: readonly (string | number)[]): number {
  return hashOf(owner.seed, owner.type, owner.number, ...path, ...keys);
}

/** The words of the last name in the path, in lower case: `given name`. Those of the type if there is none. */
export function wordsAt({ owner, path }: Place): string {
  return wordsOf(lastName(path) ?? owner.type);
}

function lastName(path: Place["path"]): string | undefined {
  return path.filter((key) => typeof key === "string").at(-1);
}

/** The index in the innermost array; 0 outside of arrays. */
export function indexAt({ path }: Place): number {
  return path.filter((key) => typeof key === "number").at(-1) ?? 0;
}

/** `line item` for `LineItem`, `line_item` and `line-item`. */
export function wordsOf(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .split(/[^\p{L}\d]+/u)
    .filter(Boolean)
    .join(" ")
    .toLowerCase();
}

/**
 * The kind of object that an ID identifies, in words: that of the owner for `id`, and `client` for `clientId`. Undefined if the value is not
 * an ID.
 */
export function identified(place: Place): string | undefined {
  const { owner, path } = place;
  if (path.length === 0) return undefined;
  const words = wordsAt(place);
  if (/^(id|uuid|guid|gid)$/.test(words)) {
    const parent = lastName(path.slice(0, -1));
    return wordsOf(parent === undefined ? owner.type.replace(/Object$/, "") : parent);
  }
  return /^(.+) (id|uuid|ids|uuids)$/.exec(words)?.[1];
}
