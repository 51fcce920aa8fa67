import type { Location } from "../diagnostics/index.ts";
import { formatPointer, type Pointer } from "./pointer.ts";
import type { SpecSource } from "./source.ts";

/** Maps the nodes of the merged document to their source files. */
export class Origins {
  readonly #places = new Map<string, { readonly source: SpecSource; readonly pointer: Pointer }>();

  /** Records that the node at `pointer`, with its descendants, is the node at `sourcePointer` of a file. */
  set(pointer: Pointer, source: SpecSource, sourcePointer: Pointer): void {
    this.#places.set(formatPointer(pointer), { source, pointer: sourcePointer });
  }

  /** The source position of a node. Nodes without a recorded origin are looked up in `entry`. */
  locate(pointer: Pointer, entry: SpecSource): Location {
    for (let length = pointer.length; length > 0; length -= 1) {
      const place = this.#places.get(formatPointer(pointer.slice(0, length)));
      if (place !== undefined) return place.source.locate([...place.pointer, ...pointer.slice(length)]);
    }
    return entry.locate(pointer);
  }
}
