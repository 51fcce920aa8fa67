import type { Location } from "../diagnostics/index.ts";
import type { OpenApiRoot } from "./openapi.ts";
import { type Pointer, parsePointer, valueAt } from "./pointer.ts";

/** A whole document, merged from any number of files. */
export interface OpenApiDocument {
  readonly root: OpenApiRoot;
  /** The position of a node in its source file. For a missing node, that of its nearest ancestor. */
  locate(pointer: Pointer): Location;
  /** The pointer at which a node was written. */
  origin(pointer: Pointer): Pointer;
}

/** Whether a value is a reference. */
export function isReference(value: unknown): value is { readonly $ref: string } {
  return typeof value === "object" && value !== null && "$ref" in value && typeof value.$ref === "string";
}

/**
 * Resolves a reference, through further references, to its target.
 *
 * @returns The target and its pointer, or `undefined` if the reference is unresolved or circular.
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
