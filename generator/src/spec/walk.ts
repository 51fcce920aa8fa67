import { memberShapes, type NodeKind, type Shape } from "./grammar.ts";
import { isRecord } from "./guards.ts";
import type { Pointer } from "./pointer.ts";

/** An object of a document, or another value in its place. */
export interface DocumentNode {
  readonly kind: NodeKind;
  readonly value: unknown;
  /** A new array each time it is read. Most nodes of a document are never asked for it. */
  readonly pointer: Pointer;
}

/** A reference that replaces a whole map or list. */
export interface ContainerReference {
  readonly shape: Shape;
  readonly reference: string;
  readonly pointer: Pointer;
}

/** The callbacks of {@link walk}. */
export interface Visitor {
  /** Called for every object, parents first. `value` may have any type. */
  node(node: DocumentNode): void;
  /** Called for a member that is not an object or array although it must be one. */
  misshapen?(
    expected: "an object" | "an array",
    node: { readonly value: unknown; readonly pointer: Pointer },
  ): void;
  /** Called for a map or list with a `$ref`. Returns whether that is a reference, and not a member like any other. Default: false. */
  container?(reference: ContainerReference): boolean;
}

/** Visits all objects in a value of the given kind or shape. References are visited but not followed. */
export function walk(value: unknown, of: NodeKind | Shape, visitor: Visitor, pointer: Pointer = []): void {
  const [last, ...before] = pointer.toReversed();
  const parent = before.reduceRight<Step | undefined>((above, key) => new Step(above, key), undefined);
  if (typeof of === "string") walkNode(new Node(of, value, parent, last), visitor);
  else walkMember(value, of, visitor, new Step(parent, last));
}

/** The last key of a pointer, and the way to it. The root has no key. */
class Step {
  readonly #parent: Step | undefined;
  readonly #key: string | number | undefined;
  readonly #depth: number;

  constructor(parent: Step | undefined, key: string | number | undefined) {
    this.#parent = parent;
    this.#key = key;
    this.#depth = (parent === undefined ? 0 : parent.#depth) + (key === undefined ? 0 : 1);
  }

  get pointer(): Pointer {
    const keys = new Array<string | number>(this.#depth);
    for (let step: Step | undefined = this; step !== undefined; step = step.#parent)
      if (step.#key !== undefined) keys[step.#depth - 1] = step.#key;
    return keys;
  }
}

class Node extends Step implements DocumentNode {
  readonly kind: NodeKind;
  readonly value: unknown;

  constructor(kind: NodeKind, value: unknown, parent: Step | undefined, key: string | number | undefined) {
    super(parent, key);
    this.kind = kind;
    this.value = value;
  }
}

/** The URLs of a callback. */
const URLS: Shape = { holds: "map", kind: "pathItem", extensible: true };

function walkNode(node: Node, visitor: Visitor): void {
  visitor.node(node);
  const { kind, value } = node;
  if (!isRecord(value)) return;
  if (kind === "callback") {
    if (typeof value.$ref !== "string") walkMap(value, URLS, visitor, node);
    return;
  }
  const shapes = memberShapes(kind);
  for (const member of Object.keys(value)) {
    const shape = shapes?.get(member);
    const child = shape === undefined ? undefined : value[member];
    if (shape === undefined || child === undefined) continue;
    if (shape.holds === "one") walkNode(new Node(shape.kind, child, node, member), visitor);
    else walkMember(child, shape, visitor, new Step(node, member));
  }
}

function walkMember(value: unknown, shape: Shape, visitor: Visitor, step: Step): void {
  if (shape.holds === "one") walkNode(new Node(shape.kind, value, step, undefined), visitor);
  else if (shape.holds === "map") walkMap(value, shape, visitor, step);
  else walkList(value, shape, visitor, step);
}

function walkList(value: unknown, shape: Shape, visitor: Visitor, step: Step): void {
  if (reportsContainer(value, shape, visitor, step)) return;
  if (!Array.isArray(value)) visitor.misshapen?.("an array", { value, pointer: step.pointer });
  else
    for (const [index, item] of value.entries()) walkNode(new Node(shape.kind, item, step, index), visitor);
}

function walkMap(value: unknown, shape: Shape, visitor: Visitor, step: Step): void {
  if (!isRecord(value)) {
    visitor.misshapen?.("an object", { value, pointer: step.pointer });
    return;
  }
  const isReference = reportsContainer(value, shape, visitor, step);
  for (const key of Object.keys(value)) {
    if ((shape.extensible && key.startsWith("x-")) || (isReference && key === "$ref")) continue;
    walkNode(new Node(shape.kind, value[key], step, key), visitor);
  }
}

function reportsContainer(value: unknown, shape: Shape, visitor: Visitor, step: Step): boolean {
  if (visitor.container === undefined || !isRecord(value) || typeof value.$ref !== "string") return false;
  return visitor.container({ shape, reference: value.$ref, pointer: step.pointer });
}
