import { define } from "../spec/guards.ts";
import { type Pointer, type SpecSource, valueAt } from "../spec/index.ts";
import type { Origin, Provenance } from "./provenance.ts";

/** A copy of a file's content that can be changed. Each node keeps the place where it was written. */
export class AmendedSource {
  readonly value: unknown;
  readonly #source: SpecSource;
  readonly #provenance: Provenance;

  constructor(source: SpecSource, provenance: Provenance) {
    this.#source = source;
    this.#provenance = provenance;
    this.value = provenance.copy(source.value);
  }

  /** The file with the changes. */
  finish(): SpecSource {
    return {
      ...this.#source,
      value: this.value,
      locate: (pointer) => {
        const origin = this.origin(pointer);
        return origin.source.locate(origin.pointer);
      },
    };
  }

  at(pointer: Pointer): unknown {
    return valueAt(this.value, pointer);
  }

  /** The source position of a node. */
  origin(pointer: Pointer): Origin {
    return this.#provenance.of(this.value, { source: this.#source, pointer: [] }, pointer);
  }

  /** Sets a member of an object or an item of an array. */
  set(pointer: Pointer, value: unknown, origin: Origin): void {
    const owner = this.at(pointer.slice(0, -1));
    const key = pointer.at(-1);
    if (typeof owner !== "object" || owner === null || key === undefined) return;
    define(owner, key, value);
    this.#provenance.set(owner, key, origin);
  }

  /** Adds an item at the end of an array. */
  append(pointer: Pointer, value: unknown, origin: Origin): void {
    const array = this.at(pointer);
    if (Array.isArray(array)) this.#provenance.set(array, array.push(value) - 1, origin);
  }

  /** Removes members and items. The pointers are those before the removal. */
  remove(pointers: readonly Pointer[]): void {
    const arrays = new Map<unknown[], { readonly pointer: Pointer; readonly removed: Set<unknown> }>();
    const members = pointers.flatMap((pointer) => {
      const owner = this.at(pointer.slice(0, -1));
      const key = pointer.at(-1);
      if (typeof owner !== "object" || owner === null || key === undefined) return [];
      if (!Array.isArray(owner)) return [{ owner: owner as Record<string, unknown>, key }];
      const known = arrays.get(owner) ?? { pointer: pointer.slice(0, -1), removed: new Set() };
      known.removed.add(key);
      arrays.set(owner, known);
      return [];
    });
    const shortened = [...arrays].map(([array, { pointer, removed }]) => {
      const kept = [...array.keys()].filter((index) => !removed.has(index));
      const origins = kept.map((index) => this.origin([...pointer, index]));
      return { array, items: kept.map((index) => array[index]), origins };
    });
    for (const { owner, key } of members) delete owner[key];
    for (const { array, items, origins } of shortened) {
      array.splice(0, array.length, ...items);
      this.#provenance.setItems(array, origins);
    }
  }
}
