import type { Location } from "../diagnostics/index.ts";
import { formatPointer, type Pointer } from "./pointer.ts";
import type { SpecSource } from "./source.ts";

/** Remembers which part of which file each part of the document came from. */
export class Origins {
  readonly #places = new Map<string, { readonly source: SpecSource; readonly pointer: Pointer }>();

  /** The document's node at `pointer` is the file's node at `sourcePointer`, with all that is below. */
  set(pointer: Pointer, source: SpecSource, sourcePointer: Pointer): void {
    this.#places.set(formatPointer(pointer), { source, pointer: sourcePointer });
  }

  /** Where a node of the document was written; what has no origin is looked up in `entry`. */
  locate(pointer: Pointer, entry: SpecSource): Location {
    for (let length = pointer.length; length > 0; length -= 1) {
      const place = this.#places.get(formatPointer(pointer.slice(0, length)));
      if (place !== undefined) return place.source.locate([...place.pointer, ...pointer.slice(length)]);
    }
    return entry.locate(pointer);
  }
}
