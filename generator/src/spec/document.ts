import type { Location } from "../diagnostics/index.ts";
import type { OpenApiRoot } from "./openapi.ts";
import { type Pointer, parsePointer, valueAt } from "./pointer.ts";

/** A whole document, whatever number of files it was written in. */
export interface OpenApiDocument {
  readonly root: OpenApiRoot;
  /** Where a node was written: in its own file, and for a node that is not there, its nearest ancestor. */
  locate(pointer: Pointer): Location;
}

/** A value that stands for another one. */
export function isReference(value: unknown): value is { readonly $ref: string } {
  return typeof value === "object" && value !== null && "$ref" in value && typeof value.$ref === "string";
}

/**
 * Follows a reference, and the references it leads to, to the object itself.
 *
 * @returns the object and its place, or `undefined` when the reference leads nowhere or in a circle.
 */
export function resolveReference(
  document: OpenApiDocument,
  reference: string,
): { readonly value: unknown; readonly pointer: Pointer } | undefined {
  const seen = new Set<string>();
  for (let next = reference; !seen.has(next); ) {
    seen.add(next);
    const pointer = parsePointer(next);
    if (pointer === undefined) return undefined;
    const value = valueAt(document.root, pointer);
    if (value === undefined) return undefined;
    if (!isReference(value)) return { value, pointer };
    next = value.$ref;
  }
  return undefined;
}
