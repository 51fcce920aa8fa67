import { addressFrom } from "./address.ts";
import { isReference } from "./document.ts";
import type { NodeKind, Shape } from "./grammar.ts";
import { entriesOf, isRecord } from "./guards.ts";
import { type Pointer, parsePointer } from "./pointer.ts";
import { type ContainerReference, type DocumentNode, type Visitor, walk } from "./walk.ts";

/** A `$ref`, or a reference in the mapping of a discriminator. */
export interface FoundReference {
  readonly reference: string;
  /** The kind of object that it must resolve to, or that its target contains. */
  readonly kind: NodeKind;
  /** True if its target is an object, a map or array of objects, or a string. */
  readonly holds: Shape["holds"] | "text";
  /** The pointer of the reference string. */
  readonly pointer: Pointer;
}

/** The target of a reference. */
export interface ReferenceTarget {
  /** The address of the file. */
  readonly path: string;
  /** The pointer within the file, or the name of an anchor. */
  readonly place: readonly string[] | { readonly anchor: string };
}

/** The references in a part of a document. */
export interface References {
  /** In document order, parents first. */
  readonly found: readonly FoundReference[];
  /** The pointers of `$ref` members that are not strings. */
  readonly broken: readonly Pointer[];
}

/** All references in an object of the given kind, in document order. */
export function findReferences(value: unknown, of: NodeKind | Shape, pointer: Pointer = []): References {
  const found: FoundReference[] = [];
  const broken: Pointer[] = [];
  const visitor: Visitor = {
    node: (node) => {
      addReferences(node, found);
      const reference = isRecord(node.value) ? node.value.$ref : undefined;
      if (reference !== undefined && typeof reference !== "string") broken.push([...node.pointer, "$ref"]);
    },
    container: (container) => {
      found.push(referenceOf(container));
      return true;
    },
  };
  walk(value, of, visitor, pointer);
  return { found, broken };
}

/** Adds the references of an object, without those of the objects in it. */
export function addReferences(node: DocumentNode, found: FoundReference[]): void {
  const { kind, value: members } = node;
  if (!isRecord(members)) return;
  if (typeof members.$ref === "string") found.push(new NodeReference(members.$ref, node));
  if (kind === "discriminator") found.push(...mappingReferences(members, node.pointer));
  for (const member of TEXTS) {
    const text = members[member];
    if (typeof text === "object" && isReference(text)) found.push(textReference(text, member, node));
  }
}

/** The reference that replaces a whole map or list. */
export function referenceOf({ shape, reference, pointer }: ContainerReference): FoundReference {
  return { reference, kind: shape.kind, holds: shape.holds, pointer: [...pointer, "$ref"] };
}

/** The `$ref` of a node. Most references are never asked for their pointers. */
class NodeReference implements FoundReference {
  readonly reference: string;
  readonly holds = "one";
  readonly #node: DocumentNode;

  constructor(reference: string, node: DocumentNode) {
    this.reference = reference;
    this.#node = node;
  }

  get kind(): NodeKind {
    return this.#node.kind;
  }

  get pointer(): Pointer {
    return [...this.#node.pointer, "$ref"];
  }
}

/** References in values that never change. */
const known = new WeakMap<object, Map<string, References>>();

/**
 * All references in a part of a file, which is never changed, with their pointers in the part. They are kept for later runs, which parse
 * only files that changed.
 */
export function referencesIn(value: unknown, of: NodeKind | Shape): References {
  if (typeof value !== "object" || value === null) return findReferences(value, of);
  const own = known.get(value) ?? new Map<string, References>();
  known.set(value, own);
  const key = typeof of === "string" ? of : JSON.stringify(of);
  const references = own.get(key) ?? findReferences(value, of);
  own.set(key, references);
  return references;
}

/**
 * Splits a reference into a file and a place in it.
 *
 * @param path The address of the file that contains the reference.
 * @returns `undefined` if it is neither a path nor an `https:` URL.
 */
export function referenceTarget(reference: string, path: string): ReferenceTarget | undefined {
  const hash = reference.indexOf("#");
  const address = addressFrom(hash === -1 ? reference : reference.slice(0, hash), path);
  const fragment = hash === -1 ? "#" : reference.slice(hash);
  return address === undefined
    ? undefined
    : { path: address, place: parsePointer(fragment) ?? { anchor: fragment.slice(1) } };
}

function mappingReferences(discriminator: unknown, pointer: Pointer): FoundReference[] {
  const { mapping, defaultMapping } = isRecord(discriminator) ? discriminator : {};
  const targets = [
    ...entriesOf(mapping).map(([value, target]) => ({ target, place: [...pointer, "mapping", value] })),
    { target: defaultMapping, place: [...pointer, "defaultMapping"] },
  ];
  return targets.flatMap(({ target, place }) =>
    typeof target === "string" && /[#/]|\.(?:ya?ml|json)$/.test(target)
      ? [{ reference: target, kind: "schema", holds: "one", pointer: place }]
      : [],
  );
}

/** Texts may be in separate files. OpenAPI does not mention this, but other tools support it. */
const TEXTS = ["summary", "description"] as const;

function textReference(
  { $ref: reference }: { readonly $ref: string },
  member: string,
  { kind, pointer }: DocumentNode,
): FoundReference {
  return { reference, kind, holds: "text", pointer: [...pointer, member, "$ref"] };
}
