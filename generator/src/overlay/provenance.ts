import { define, isRecord } from "../spec/guards.ts";
import type { Pointer, SpecSource } from "../spec/index.ts";

/** A node of a file: where a part of an amended document was written. */
export interface Origin {
  readonly source: SpecSource;
  readonly pointer: Pointer;
}

/**
 * Remembers where the members of amended objects and arrays were written. A member without a record was written where its owner
 * was.
 */
export class Provenance {
  readonly #members = new WeakMap<object, Map<string, Origin>>();

  /** Records the origin of a member. */
  set(owner: object, key: string | number, origin: Origin): void {
    const members = this.#members.get(owner) ?? new Map<string, Origin>();
    this.#members.set(owner, members.set(String(key), origin));
  }

  /** Replaces the records of all items of an array. */
  setItems(array: readonly unknown[], origins: readonly Origin[]): void {
    this.#members.set(array, new Map(origins.map((origin, index) => [String(index), origin])));
  }

  /**
   * The origin of a node.
   *
   * @param root The value that the pointer starts at, and its origin.
   */
  of(root: unknown, origin: Origin, pointer: Pointer): Origin {
    let found = origin;
    let node = root;
    for (const key of pointer) {
      const isOwner = typeof node === "object" && node !== null;
      const recorded = isOwner ? this.#members.get(node as object)?.get(String(key)) : undefined;
      found = recorded ?? { source: found.source, pointer: [...found.pointer, key] };
      const hasMember = isOwner && Object.hasOwn(node as object, key);
      node = hasMember ? (node as { readonly [key: string]: unknown })[key] : undefined;
    }
    return found;
  }

  /** A copy with the same records. Aliases of YAML are the same object in several places; the copy has one for each. */
  copy(value: unknown): unknown {
    if (Array.isArray(value))
      return this.#recorded(
        value,
        value.map((item) => this.copy(item)),
      );
    if (!isRecord(value)) return value;
    const copied = {};
    for (const [key, child] of Object.entries(value)) define(copied, key, this.copy(child));
    return this.#recorded(value, copied);
  }

  #recorded(original: object, copied: object): object {
    const members = this.#members.get(original);
    if (members !== undefined) this.#members.set(copied, new Map(members));
    return copied;
  }
}
