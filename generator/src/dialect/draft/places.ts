import { define, isRecord } from "../../spec/guards.ts";
import type { Pointer } from "../../spec/pointer.ts";

/** The position of an object in the document from which it was copied. */
interface Place {
  readonly parent: object | undefined;
  readonly key: string | number;
}

/** Copies data, and records the original place of each object of the copy. Objects keep their places when they are moved. */
export class Places {
  readonly #places = new Map<object, Place>();
  /** Objects that have the place of another one in messages, but are not the same. */
  readonly #variants = new WeakSet<object>();
  #hasVariants = false;

  /** Copies a value. Every copy of an object has the place of the original. */
  copy<T>(value: T, parent?: object, key: string | number = ""): T {
    if (typeof value !== "object" || value === null) return value;
    const copied: object = Array.isArray(value) ? [] : {};
    this.#places.set(copied, this.#places.get(value) ?? { parent, key });
    if (Array.isArray(value)) {
      const items = copied as unknown[];
      for (const [index, item] of value.entries()) items.push(this.copy<unknown>(item, copied, index));
    } else {
      const members = value as Readonly<Record<string, unknown>>;
      for (const name of Object.keys(value)) define(copied, name, this.copy(members[name], copied, name));
    }
    return copied as T;
  }

  /** Copies a value that will differ from the original: it has the same place in messages, but is another one. */
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
      keys.push(place.key);
      place = this.#places.get(place.parent);
    }
    return keys.reverse();
  }
}
