import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { displayReference } from "./address.ts";
import { type Components, isOtherComponent, staysInPlace } from "./components.ts";
import { MEMBER_OF, type NodeKind, type Shape } from "./grammar.ts";
import { define, describeValue, isRecord } from "./guards.ts";
import type { Origins } from "./origins.ts";
import { formatPointer, type Pointer, parsePointer, valueAt } from "./pointer.ts";
import { type FoundReference, referencesIn } from "./references.ts";
import { MAXIMUM_DEPTH } from "./source.ts";
import { nodeKey, nodeValue, type SourceNode, type Sources } from "./sources.ts";

/** The maximum number of values that references may copy into the document; more is treated as an attack. */
const MAXIMUM_COPIES = 5_000_000;

/** The number of values that a copy counts for, in addition to its own. */
const COPY_COST = 150;

/** A change of a copy: the new value of the node at a pointer, or `undefined` to remove it. */
interface Change {
  readonly pointer: Pointer;
  readonly value: unknown;
}

/**
 * Copies nodes of files into the merged document. A reference to an object that can be a component becomes a reference to that
 * component. Other references, such as those to operations, are replaced by copies of their targets.
 */
export class Rewriter {
  readonly #sources: Sources;
  readonly #components: Components;
  readonly #origins: Origins;
  readonly #diagnostics: Diagnostic[];
  /** The targets that are being copied, to find cycles. */
  readonly #active = new Set<string>();
  #copies = 0;

  constructor(sources: Sources, components: Components, origins: Origins, diagnostics: Diagnostic[]) {
    this.#sources = sources;
    this.#components = components;
    this.#origins = origins;
    this.#diagnostics = diagnostics;
  }

  /**
   * The node of a file with the references that it must have in the merged document. It is copied only if it changes.
   *
   * @param place The pointer of the node in the merged document.
   */
  place(node: SourceNode, of: NodeKind | Shape, place: Pointer): unknown {
    return this.#placed(node, of, place, () => true);
  }

  #placed(
    node: SourceNode,
    of: NodeKind | Shape,
    place: Pointer,
    isChanged: (found: FoundReference) => boolean,
  ): unknown {
    this.#origins.set(place, node.source, node.pointer);
    const value = nodeValue(node);
    const { found, broken } = referencesIn(value, of);
    const changes = [
      ...found.filter(isChanged).flatMap((reference) => this.#changeFor(reference, node, place)),
      ...broken.map((pointer) => this.#withoutBroken(pointer, node)),
    ];
    return changes.length === 0 ? value : changed(value, changes);
  }

  /** The same, but if the node is a reference to another file, a copy of its target. */
  placeInline(node: SourceNode, kind: NodeKind, place: Pointer): unknown {
    const value = nodeValue(node);
    const reference = isRecord(value) ? value.$ref : undefined;
    const target = typeof reference === "string" ? this.#sources.find(reference, node.source) : undefined;
    if (target === undefined || "unread" in target || staysInPlace(target))
      return this.place(node, kind, place);
    const written = this.#placed(node, kind, place, ({ pointer }) => pointer.length > 1);
    return this.#inlined(target, kind, place, node, written) ?? written;
  }

  #changeFor(found: FoundReference, node: SourceNode, place: Pointer): readonly Change[] {
    const target = this.#sources.find(found.reference, node.source);
    const member = found.holds === "one" ? MEMBER_OF[found.kind] : undefined;
    if (target === undefined) return this.#unresolved(found, node);
    if ("unread" in target) return [];
    if (member !== undefined && isOtherComponent(target.pointer, member))
      return this.#unresolved(found, node);
    if (member === undefined) return this.#inline(found, target, node, place);
    if (target.source === node.source && staysInPlace(target) && pointsTo(found.reference, target)) return [];
    const address = this.#components.addressOf(target, found.kind, member);
    return address === found.reference ? [] : [{ pointer: found.pointer, value: address }];
  }

  /** Replaces a reference by its target. */
  #inline(found: FoundReference, target: SourceNode, node: SourceNode, place: Pointer): readonly Change[] {
    const pointer = found.pointer.slice(0, -1);
    // The siblings of the `$ref` may contain references, which were changed before.
    const replace = (written: unknown) =>
      this.#inlined(target, shapeOf(found), [...place, ...pointer], at(node, pointer), written);
    return [{ pointer, value: replace }];
  }

  /** A copy of a target, with the siblings of the `$ref`. `undefined` if it contains itself. */
  #inlined(
    target: SourceNode,
    of: NodeKind | Shape | undefined,
    place: Pointer,
    node: SourceNode,
    written: unknown,
  ): unknown {
    const key = nodeKey(target);
    const problem = this.#problemOf(key, target, place, node);
    if (problem !== undefined) {
      this.#diagnostics.push(problem);
      return undefined;
    }
    this.#active.add(key);
    const copy = of === undefined ? nodeValue(target) : this.place(target, of, place);
    this.#active.delete(key);
    if (!isRecord(copy) || !isRecord(written)) return copy;
    const { $ref: _, ...beside } = written;
    for (const member of Object.keys(beside))
      this.#origins.set([...place, member], node.source, [...node.pointer, member]);
    return { ...copy, ...beside };
  }

  /** The reason that a target cannot replace a reference. */
  #problemOf(key: string, target: SourceNode, place: Pointer, node: SourceNode): Diagnostic | undefined {
    const location = () => node.source.locate(node.pointer);
    if (this.#active.has(key)) {
      const chain = [...this.#active, key].map((each) => each.slice(each.indexOf("#"))).join(" → ");
      return diagnostic("circular-reference", { reading: "it is ignored", chain }, location());
    }
    if (this.#active.size > MAXIMUM_DEPTH / 5 || place.length > MAXIMUM_DEPTH)
      return diagnostic("nested-too-deep", {}, location());
    this.#copies += COPY_COST + sizeOf(nodeValue(target), MAXIMUM_COPIES - this.#copies);
    return this.#copies >= MAXIMUM_COPIES ? diagnostic("too-many-copies", {}, location()) : undefined;
  }

  /** Marks a reference that leads nowhere, or to another kind of object. Repairs report it, with how it is read. */
  #unresolved(found: FoundReference, node: SourceNode): readonly Change[] {
    const { source } = node;
    const target = this.#sources.targetOf(found.reference, source);
    if (
      target === undefined &&
      found.kind === "schema" &&
      found.holds === "one" &&
      isSchemaReference(found)
    ) {
      const facts = { reference: displayReference(found.reference) };
      const location = source.locate([...node.pointer, ...found.pointer]);
      this.#diagnostics.push(diagnostic("unknown-reference", facts, location));
      return [{ pointer: found.pointer, value: undefined }];
    }
    // In the merged document, a fragment alone would be a reference to another node.
    const isAmbiguous = found.reference.startsWith("#") && !source.listed;
    return isAmbiguous ? [{ pointer: found.pointer, value: `${source.file}${found.reference}` }] : [];
  }

  #withoutBroken(pointer: Pointer, { source, pointer: start }: SourceNode): Change {
    const facts = { found: describeValue(valueAt(source.value, [...start, ...pointer])) };
    const location = source.locate([...start, ...pointer]);
    this.#diagnostics.push(diagnostic("reference-not-string", facts, location));
    return { pointer, value: undefined };
  }
}

function at({ source, pointer }: SourceNode, below: Pointer): SourceNode {
  return { source, pointer: [...pointer, ...below] };
}

/** True if a reference points to a node of the same file directly, and not through other references. */
function pointsTo(reference: string, { pointer }: SourceNode): boolean {
  const written = parsePointer(reference);
  return written !== undefined && formatPointer(written) === formatPointer(pointer);
}

/** True if a reference is in place of a schema, and not in the mapping of a discriminator. */
function isSchemaReference({ pointer }: FoundReference): boolean {
  return pointer.at(-1) === "$ref";
}

/** The kind of a target's content. `undefined` for text. */
function shapeOf({ kind, holds }: FoundReference): Shape | undefined {
  return holds === "text" ? undefined : { kind, holds };
}

/**
 * A copy with these changes, which shares the parts without changes. They are applied in reverse order, so that parents are changed last.
 */
function changed(value: unknown, changes: readonly Change[]): unknown {
  const holder = { root: value };
  const copies = new Set<object>([holder]);
  for (const { pointer, value: next } of changes.toReversed()) {
    const path = ["root", ...pointer];
    const key = path.at(-1) ?? "root";
    const owner = valueAt(holder, path.slice(0, -1));
    if (!isObject(owner) || !Object.hasOwn(owner, key)) continue;
    const replaced = typeof next === "function" ? next(valueAt(owner, [key])) : next;
    if (replaced === undefined && typeof next === "function") continue;
    const copy = copiedAlong(holder, path.slice(0, -1), copies);
    if (replaced !== undefined) define(copy, key, replaced);
    else delete copy[key];
  }
  return holder.root;
}

/** The object at a pointer, after it and those above it were replaced by copies, unless they are copies already. */
function copiedAlong(
  holder: Record<string | number, unknown>,
  path: Pointer,
  copies: Set<object>,
): Record<string | number, unknown> {
  let owner = holder;
  for (const key of path) {
    const child = owner[key] as Record<string | number, unknown>;
    const copy = copies.has(child) ? child : shallowCopy(child);
    copies.add(copy);
    define(owner, key, copy);
    owner = copy;
  }
  return owner;
}

function shallowCopy(value: Record<string | number, unknown>): Record<string | number, unknown> {
  return Array.isArray(value) ? Object.assign([], value) : { ...value };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** The number of values in a value, or `limit` if there are more. */
function sizeOf(value: unknown, limit: number): number {
  const open = [value];
  let size = 0;
  while (open.length > 0 && size < limit) {
    const next = open.pop();
    size += 1;
    if (typeof next === "object" && next !== null) for (const child of Object.values(next)) open.push(child);
  }
  return size;
}
