import { dirname, resolve } from "node:path";
import { type NodeKind, walk } from "./grammar.ts";
import { entriesOf, isRecord } from "./guards.ts";
import { type Pointer, parsePointer } from "./pointer.ts";

/** A `$ref`, or a reference in the mapping of a discriminator. */
export interface FoundReference {
  readonly reference: string;
  /** The kind of object that it must resolve to. */
  readonly kind: NodeKind;
  /** The pointer of the reference string. */
  readonly pointer: Pointer;
}

/** The target of a reference: a file and a pointer. */
export interface ReferenceTarget {
  readonly path: string;
  readonly pointer: readonly string[];
}

/** All references in an object of the given kind, in document order. */
export function findReferences(value: unknown, kind: NodeKind, pointer: Pointer = []): FoundReference[] {
  const found: FoundReference[] = [];
  walk(
    value,
    kind,
    {
      node: (node) => {
        if (!isRecord(node.value)) return;
        const { $ref: reference } = node.value;
        if (typeof reference === "string") {
          found.push({ reference, kind: node.kind, pointer: [...node.pointer, "$ref"] });
        }
        if (node.kind === "discriminator") found.push(...mappingReferences(node.value, node.pointer));
      },
    },
    pointer,
  );
  return found;
}

/**
 * Splits a reference into file and pointer.
 *
 * @param path The absolute path of the file that contains the reference.
 * @returns `undefined` if it is not a path with a JSON pointer.
 */
export function referenceTarget(reference: string, path: string): ReferenceTarget | undefined {
  const hash = reference.indexOf("#");
  const file = hash === -1 ? reference : reference.slice(0, hash);
  const pointer = parsePointer(hash === -1 ? "#" : reference.slice(hash));
  if (pointer === undefined || /^[a-z][a-z0-9+.-]+:/i.test(file)) return undefined;
  return { path: file === "" ? path : resolve(dirname(path), decodePath(file)), pointer };
}

/** Whether a reference points to another host. */
export function isRemote(reference: string): boolean {
  return /^(?:https?:)?\/\//i.test(reference);
}

function mappingReferences(discriminator: unknown, pointer: Pointer): FoundReference[] {
  const mapping = isRecord(discriminator) ? discriminator.mapping : undefined;
  return entriesOf(mapping).flatMap(([value, reference]) =>
    typeof reference === "string" && /[#/]|\.(?:ya?ml|json)$/.test(reference)
      ? [{ reference, kind: "schema" as const, pointer: [...pointer, "mapping", value] }]
      : [],
  );
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
