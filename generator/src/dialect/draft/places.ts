import { isRecord } from "../../spec/guards.ts";
import type { Pointer } from "../../spec/pointer.ts";

/** Where an object was in the document that it was copied from. */
interface Place {
  readonly parent: object | undefined;
  readonly key: string | number;
}

/** Copies data, and remembers for each object of the copy where it was. Objects keep their places when they are moved. */
export class Places {
  readonly #places = new WeakMap<object, Place>();

  /** Copies a value. Every copy of an object has the place of the original. */
  copy<T>(value: T, parent?: object, key: string | number = ""): T {
    if (typeof value !== "object" || value === null) return value;
    const copied: object = Array.isArray(value) ? [] : {};
    this.#places.set(copied, this.#places.get(value) ?? { parent, key });
    for (const [name, child] of Object.entries(value)) {
      const index = Array.isArray(value) ? Number(name) : name;
      define(copied, name, this.copy<unknown>(child, copied, index));
    }
    return copied as T;
  }

  /** The place of a node of the copy, as a pointer into the original. */
  origin(root: unknown, pointer: Pointer): Pointer {
    let node = root;
    let deepest: { readonly node: unknown; readonly depth: number } = { node: root, depth: 0 };
    for (const [index, key] of pointer.entries()) {
      if (typeof node !== "object" || node === null || !Object.hasOwn(node, key)) break;
      node = (node as { readonly [key: string]: unknown })[key];
      if (typeof node === "object" && node !== null && this.#places.has(node)) {
        deepest = { node, depth: index + 1 };
      }
    }
    return [...this.#pointerTo(deepest.node), ...pointer.slice(deepest.depth)];
  }

  #pointerTo(node: unknown): Pointer {
    const keys: (string | number)[] = [];
    let place = isRecord(node) || Array.isArray(node) ? this.#places.get(node) : undefined;
    while (place?.parent !== undefined) {
      keys.unshift(place.key);
      place = this.#places.get(place.parent);
    }
    return keys;
  }
}

/** Sets an own property, also one that is called `__proto__`. */
export function define(owner: object, key: string, value: unknown): void {
  Object.defineProperty(owner, key, { value, enumerable: true, writable: true, configurable: true });
}
