import { anchorOf } from "./anchors.ts";
import { isReference } from "./document.ts";
import { Identities } from "./identities.ts";
import { formatPointer, type Pointer, valueAt } from "./pointer.ts";
import type { ReferenceTarget } from "./references.ts";
import type { SpecSource } from "./source.ts";

/** A node of a file. */
export interface SourceNode {
  readonly source: SpecSource;
  readonly pointer: Pointer;
}

/** The target of a reference, or the address of a file on the way to it that has not been read. */
export type Found = SourceNode | { readonly unread: string };

/** The maximum number of references that a pointer may pass through. More indicate a cycle. */
const MAXIMUM_JUMPS = 100;

/**
 * True if two nodes of different files define the same, as `openapi` and `info` of whole documents do. References depend on their file, so
 * nodes with references differ.
 */
export function isSame(one: SourceNode, other: SourceNode): boolean {
  const text = JSON.stringify(nodeValue(one));
  return text === JSON.stringify(nodeValue(other)) && !text?.includes('"$ref":');
}

/** The files of a document, by address. */
export class Sources {
  readonly #byPath: ReadonlyMap<string, SpecSource | undefined>;
  readonly #identities: Identities;

  constructor(byPath: ReadonlyMap<string, SpecSource | undefined>) {
    this.#byPath = byPath;
    this.#identities = new Identities(byPath);
  }

  /**
   * Finds the target of a reference. Its pointer may pass through other references: `#/paths/~1a/get/parameters/0` is a parameter
   * even if `/a` is in another file.
   *
   * @param from The file that contains the reference.
   * @returns `undefined` if there is no such node.
   */
  find(reference: string, from: SpecSource): Found | undefined {
    let target = this.targetOf(reference, from);
    for (let jumps = 0; target !== undefined && jumps < MAXIMUM_JUMPS; jumps += 1) {
      const source = this.#byPath.get(target.path);
      if (source === undefined) return { unread: target.path };
      const pointer = pointerOf(target, source);
      if (pointer === undefined) return undefined;
      const next = step(source, pointer);
      if (next === undefined || "source" in next) return next;
      target = this.#through(next, source);
    }
    return undefined;
  }

  /** The file and the place that a reference leads to. `undefined` if it is neither a path nor an `https:` URL. */
  targetOf(reference: string, from: SpecSource): ReferenceTarget | undefined {
    return this.#identities.targetOf(reference, from);
  }

  /** The target where a pointer through a reference continues. */
  #through({ reference, rest }: Interrupted, source: SpecSource): ReferenceTarget | undefined {
    const target = this.targetOf(reference, source);
    const file = target && this.#byPath.get(target.path);
    if (target === undefined || file === undefined) return target;
    const start = pointerOf(target, file);
    return start && { path: target.path, place: [...start, ...rest].map(String) };
  }
}

/** A key for a node. */
export function nodeKey({ source, pointer }: SourceNode): string {
  return `${source.path}${formatPointer(pointer)}`;
}

/** The value of a node. */
export function nodeValue({ source, pointer }: SourceNode): unknown {
  return valueAt(source.value, pointer);
}

/** A pointer that passes through a reference. */
interface Interrupted {
  readonly reference: string;
  readonly rest: Pointer;
}

function step(source: SpecSource, pointer: Pointer): SourceNode | Interrupted | undefined {
  let value = source.value;
  for (const [index, key] of pointer.entries()) {
    if (typeof value !== "object" || value === null) return undefined;
    if (!Object.hasOwn(value, key)) {
      return isReference(value) ? { reference: value.$ref, rest: pointer.slice(index) } : undefined;
    }
    value = (value as { readonly [key: string]: unknown })[key];
  }
  return { source, pointer };
}

function pointerOf({ place }: ReferenceTarget, source: SpecSource): Pointer | undefined {
  return "anchor" in place ? anchorOf(source, place.anchor) : place;
}
