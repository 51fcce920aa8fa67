import { define } from "../../spec/guards.ts";
import type { Pointer } from "../../spec/pointer.ts";

/** The position of an object in the document from which it was copied. */
interface Place {
  readonly parent: Place | undefined;
  readonly key: string | number;
}

/** Copies data, and records the original place of each object of the copy. Objects keep their places when they are moved. */
export class Places {
  readonly #places = new Map<object, Place>();
  /** Objects that messages report at the location of another object. */
  readonly #variants = new WeakSet<object>();
  #hasVariants = false;

  /** Copies a value. Every copy of an object has the place of the original. */
  copy<T>(value: T): T {
    return this.#copy(value, undefined, "") as T;
  }

  #copy(value: unknown, parent: Place | undefined, key: string | number): unknown {
    if (typeof value !== "object" || value === null) return value;
    const place = this.#places.get(value) ?? { parent, key };
    if (Array.isArray(value)) {
      const items = value.map((item: unknown, index) => this.#copy(item, place, index));
      this.#places.set(items, place);
      return items;
    }
    const copied = {};
    this.#places.set(copied, place);
    const members = value as Readonly<Record<string, unknown>>;
    for (const name of Object.keys(value)) define(copied, name, this.#copy(members[name], place, name));
    return copied;
  }

  /** Copies a value that will differ from the original: messages report it at the same location. */
  copyVariant<T>(value: T): T {
    const copied = this.copy(value);
    this.#hasVariants = true;
    const open: unknown[] = [copied];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (typeof next !== "object" || next === null) continue;
      this.#variants.add(next);
      open.push(...Object.values(next));
    }
    return copied;
  }

  /** A pointer that two nodes share only if they are copies of the same node: the place, or the pointer itself for a variant. */
  identity(root: unknown, pointer: Pointer): Pointer {
    let node = root;
    for (const key of this.#hasVariants ? pointer : []) {
      if (typeof node !== "object" || node === null || !Object.hasOwn(node, key)) break;
      node = (node as { readonly [key: string]: unknown })[key];
      if (typeof node === "object" && node !== null && this.#variants.has(node)) return pointer;
    }
    return this.origin(root, pointer);
  }

  /** The place of a node of the copy, as a pointer into the original. */
  origin(root: unknown, pointer: Pointer): Pointer {
    const nodes = [root];
    let node = root;
    for (const key of pointer) {
      if (typeof node !== "object" || node === null || !Object.hasOwn(node, key)) break;
      node = (node as { readonly [key: string]: unknown })[key];
      nodes.push(node);
    }
    // Nearly every object has a place, so the deepest one is found immediately.
    for (let depth = nodes.length - 1; depth >= 0; depth -= 1) {
      const deepest = nodes[depth];
      const place = typeof deepest === "object" && deepest !== null ? this.#places.get(deepest) : undefined;
      if (place !== undefined) return [...pointerTo(place), ...pointer.slice(depth)];
    }
    return pointer;
  }
}

function pointerTo(place: Place): Pointer {
  const keys: (string | number)[] = [];
  for (let next = place; next.parent !== undefined; next = next.parent) keys.push(next.key);
  return keys.reverse();
}
