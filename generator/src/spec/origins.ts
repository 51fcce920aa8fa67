import type { Location } from "../diagnostics/index.ts";
import { formatPointer, type Pointer } from "./pointer.ts";
import type { SpecSource } from "./source.ts";

/** A node of a file. */
interface Place {
  readonly source: SpecSource;
  readonly pointer: Pointer;
}

/** Maps the nodes of the merged document to their source files. */
export class Origins {
  readonly #places = new Map<string, Place>();

  /** Records that the node at `pointer`, with its descendants, is the node at `sourcePointer` of a file. */
  set(pointer: Pointer, source: SpecSource, sourcePointer: Pointer): void {
    this.#places.set(formatPointer(pointer), { source, pointer: sourcePointer });
  }

  /** The source position of a node. Nodes without a recorded origin are looked up in `entry`. */
  locate(pointer: Pointer, entry: SpecSource): Location {
    const place = this.#placeOf(pointer, entry);
    return place.source.locate(place.pointer);
  }

  /** The address of the file of a node: an absolute path or a URL. What an overlay adds is part of the file that it amends. */
  addressOf(pointer: Pointer, entry: SpecSource): string {
    return this.#placeOf(pointer, entry).source.path;
  }

  #placeOf(pointer: Pointer, entry: SpecSource): Place {
    for (let length = pointer.length; length > 0; length -= 1) {
      const place = this.#places.get(formatPointer(pointer.slice(0, length)));
      if (place !== undefined)
        return { source: place.source, pointer: [...place.pointer, ...pointer.slice(length)] };
    }
    return { source: entry, pointer };
  }
}
