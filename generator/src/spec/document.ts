import type { Location } from "../diagnostics/index.ts";
import type { OpenApiRoot } from "./openapi.ts";
import { type Pointer, parsePointer, valueAt } from "./pointer.ts";

/** A whole document, merged from any number of files. */
export interface OpenApiDocument {
  readonly root: OpenApiRoot;
  /** The position of a node in its source file. For a missing node, that of its nearest ancestor. */
  locate(pointer: Pointer): Location;
  /** The absolute path or the URL of the file of a node. What an overlay adds is part of the file that it amends. */
  addressOf(pointer: Pointer): string;
  /** The pointer at which a node was written. */
  origin(pointer: Pointer): Pointer;
}

/** True if a value is a reference. */
export function isReference(value: unknown): value is { readonly $ref: string } {
  return typeof value === "object" && value !== null && "$ref" in value && typeof value.$ref === "string";
}

/** A node of a document. */
export interface ResolvedNode {
  readonly value: unknown;
  readonly pointer: Pointer;
}

/** Resolves references, through further references, to their targets. Each reference of a chain is resolved once. */
export class ReferenceResolver {
  readonly #root: unknown;
  readonly #known = new Map<string, ResolvedNode | undefined>();

  /** @param root The document. It must not change while the resolver is used. */
  constructor(root: unknown) {
    this.#root = root;
  }

  /** The target and its pointer, or `undefined` if the reference is unresolved or circular. */
  resolve(reference: string): ResolvedNode | undefined {
    const passed = new Set<string>();
    let target: ResolvedNode | undefined;
    for (let next: string | undefined = reference; next !== undefined && !passed.has(next); ) {
      if (this.#known.has(next)) {
        target = this.#known.get(next);
        break;
      }
      passed.add(next);
      const pointer = parsePointer(next);
      const value = pointer && valueAt(this.#root, pointer);
      next = isReference(value) ? value.$ref : undefined;
      if (pointer !== undefined && value !== undefined && next === undefined) target = { value, pointer };
    }
    for (const each of passed) this.#known.set(each, target);
    return target;
  }
}
