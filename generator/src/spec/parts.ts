import { isReference } from "./document.ts";
import { memberShape, type NodeKind, type Shape } from "./grammar.ts";
import { isRecord } from "./guards.ts";
import type { Pointer } from "./pointer.ts";

/** A part that is walked separately, so that its content is found only once. */
export interface Part {
  readonly pointer: Pointer;
  /** The kind. `undefined` for a map whose entries are parts, and for data. */
  readonly of: NodeKind | Shape | undefined;
}

/**
 * The parts of a document, in its order: path items and components, of which files are merged, and everything else.
 *
 * @returns One part for the whole document if it is not an object, or refers to other files itself.
 */
export function partsOf(document: unknown): readonly Part[] {
  if (!isPlain(document)) return [{ pointer: [], of: "document" }];
  return Object.keys(document).flatMap((member) => {
    const { components } = document;
    if (member !== "components" || !isPlain(components)) return partsOfMember(document, "document", member);
    return Object.keys(components).flatMap((kind) =>
      partsOfMember(components, "components", kind).map((part) => ({
        ...part,
        pointer: [member, ...part.pointer],
      })),
    );
  });
}

/** A member of an object and, if it is a map, each of its entries. */
export function partsOfMember(owner: object, kind: NodeKind, member: string): readonly Part[] {
  const shape = memberShape(kind, member);
  const value = (owner as { readonly [member: string]: unknown })[member];
  if (shape?.holds !== "map" || !isRecord(value) || isReference(value))
    return [{ pointer: [member], of: shape }];
  const entries = Object.keys(value).filter((key) => !(shape.extensible && key.startsWith("x-")));
  return [
    { pointer: [member], of: undefined },
    ...entries.map((key) => ({ pointer: [member, key], of: shape.kind })),
  ];
}

/** True if a value is an object, and neither a reference nor described by one. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    isRecord(value) &&
    value.$ref === undefined &&
    !isReference(value.description) &&
    !isReference(value.summary)
  );
}
