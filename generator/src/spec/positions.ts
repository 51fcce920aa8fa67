import type { Pointer } from "./pointer.ts";

/** The position of a node in a text. */
export interface Place {
  /** Of the key for a member of an object, otherwise of the node. */
  readonly offset: number;
  /** Identifies the node in {@link Positions}. */
  readonly node: number;
}

/** The members of an object by their keys, or the items of an array by their indexes. */
export type Children = ReadonlyMap<string, Place>;

/**
 * The positions of the nodes of a text. Only the objects and arrays on the way to a node are read, once, because most nodes are never looked
 * for.
 */
export abstract class Positions {
  readonly #children = new Map<number, Children>();

  /** The offset of a node, in characters. For a missing node, that of its nearest ancestor. */
  offsetOf(pointer: Pointer): number {
    let place = this.root();
    for (const key of pointer) {
      const child = this.childrenOf(place.node).get(String(key));
      if (child === undefined) break;
      place = child;
    }
    return place.offset;
  }

  /** The children of a node. Empty unless it is an object or an array. */
  protected childrenOf(node: number): Children {
    const known = this.#children.get(node) ?? this.readChildren(node);
    this.#children.set(node, known);
    return known;
  }

  /** The node that contains all others. */
  protected abstract root(): Place;

  /** Reads the children of a node. Called once for each node. */
  protected abstract readChildren(node: number): Children;
}
