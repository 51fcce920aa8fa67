import {
  type Diagnostic,
  type DiagnosticCode,
  diagnostic,
  type FactsOf,
  type RelatedPlace,
} from "../../diagnostics/index.ts";
import { groupBy } from "../../groups.ts";
import { isReference, type OpenApiDocument, ReferenceResolver } from "../../spec/document.ts";
import type { NodeKind } from "../../spec/grammar.ts";
import { define, isRecord } from "../../spec/guards.ts";
import { type Pointer, valueAt } from "../../spec/pointer.ts";
import { addReferences, type FoundReference, referenceOf } from "../../spec/references.ts";
import { type DocumentNode, walk } from "../../spec/walk.ts";
import { Places } from "./places.ts";

/** An object of a document. Its members may have any type. */
export interface CheckedObject {
  readonly value: Readonly<Record<string, unknown>>;
  readonly pointer: Pointer;
}

/** The parts of a draft. */
export interface Content {
  /** Every object, parents first. */
  readonly nodes: readonly DocumentNode[];
  /** The members that must be objects or arrays but are not. */
  readonly misshapen: readonly Misshapen[];
  /** All references, parents first. */
  readonly references: readonly FoundReference[];
}

/** A member that must be an object or an array but is not. */
export interface Misshapen {
  readonly expected: "an object" | "an array";
  readonly value: unknown;
  readonly pointer: Pointer;
}

/** A copy of a document that becomes canonical step by step, and the problems found in it. */
export class Draft {
  readonly diagnostics: Diagnostic[] = [];
  /** The root, as unchecked data that may be changed. */
  readonly root: Readonly<Record<string, unknown>>;
  /** The members of the draft are unchecked, and other stages expect a checked document. */
  readonly document: OpenApiDocument;
  readonly #places = new Places();
  readonly #written: OpenApiDocument;
  /** The parts that have each problem so far. */
  readonly #reported = new Map<string, Pointer[]>();
  #isChanged = false;
  #content: Content | undefined;
  #objects: ReadonlyMap<NodeKind, readonly CheckedObject[]> | undefined;
  #resolver: ReferenceResolver | undefined;

  constructor(written: OpenApiDocument) {
    const root: unknown = this.#places.copy(written.root);
    this.#written = written;
    this.root = isRecord(root) ? root : {};
    this.document = {
      root: root as OpenApiDocument["root"],
      locate: (pointer) => this.#written.locate(this.#places.origin(root, pointer)),
      addressOf: (pointer) => this.#written.addressOf(this.#places.origin(root, pointer)),
      origin: (pointer) => this.#written.origin(this.#places.identity(root, pointer)),
    };
  }

  /** The parts of the draft, found in one walk. */
  get content(): Content {
    this.#content ??= contentOf(this.document.root);
    return this.#content;
  }

  /** True if it differs from the document. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** Call it after adding, removing or moving objects. */
  changed(): void {
    this.changedValue();
    this.release();
  }

  /** Call it after changing a value that is neither an object nor an array. */
  changedValue(): void {
    this.#isChanged = true;
  }

  /** Drops the cached content of the draft, which may be larger than the document. It is rebuilt on demand. */
  release(): void {
    this.#content = undefined;
    this.#objects = undefined;
    this.#resolver = undefined;
  }

  /** All references, parents first. */
  get references(): readonly FoundReference[] {
    return this.content.references;
  }

  get #targets(): ReferenceResolver {
    this.#resolver ??= new ReferenceResolver(this.document.root);
    return this.#resolver;
  }

  /** Sets a member of an object or an item of an array. */
  set(pointer: Pointer, value: unknown): void {
    const owner = valueAt(this.document.root, pointer.slice(0, -1));
    const key = pointer.at(-1);
    if (typeof owner !== "object" || owner === null || key === undefined) return;
    define(owner, String(key), value);
    this.changed();
  }

  /** Removes members of objects and items of arrays. */
  remove(pointers: readonly Pointer[]): void {
    if (pointers.length === 0) return;
    const removed = pointers.flatMap((pointer) => {
      const owner = valueAt(this.document.root, pointer.slice(0, -1));
      const key = pointer.at(-1);
      return typeof owner === "object" && owner !== null && key !== undefined ? [{ owner, key }] : [];
    });
    const items = new Map<unknown[], Set<number>>();
    for (const { owner, key } of removed) {
      if (Array.isArray(owner)) items.set(owner, (items.get(owner) ?? new Set()).add(Number(key)));
      else delete (owner as Record<string, unknown>)[key];
    }
    for (const [owner, indexes] of items) {
      owner.splice(0, owner.length, ...owner.filter((_, index) => !indexes.has(index)));
    }
    this.changed();
  }

  /** A copy of a part of the draft that will differ from it. Its problems are reported at the original location. */
  variantOf<T>(value: T): T {
    return this.#places.copyVariant(value);
  }

  /** A copy of a part of the draft, whose objects have the places of the originals. */
  copyOf<T>(value: T): T {
    return this.#places.copy(value);
  }

  report<Code extends DiagnosticCode>(
    code: Code,
    facts: FactsOf<Code>,
    pointer: Pointer,
    related: readonly RelatedPlace[] = [],
  ): void {
    const found = diagnostic(code, facts, this.document.locate(pointer), related);
    // A part that was copied is reported once.
    const key = JSON.stringify([found.location, found.message]);
    const known = this.#reported.get(key);
    if (known !== undefined) {
      known.push(pointer);
      return;
    }
    const parts = [pointer];
    this.#reported.set(key, parts);
    this.diagnostics.push({ ...found, parts });
  }

  /** A related position of a diagnostic. */
  place(message: string, pointer: Pointer): RelatedPlace {
    return { message, location: this.document.locate(pointer) };
  }

  /** The objects of a kind, without references. */
  objects(kind: NodeKind): readonly CheckedObject[] {
    this.#objects ??= groupBy(this.content.nodes.filter(isObject), (node) => node.kind);
    return this.#objects.get(kind) ?? [];
  }

  /** The object, or the target if it is a reference. `undefined` if there is none. */
  follow(value: unknown, pointer: Pointer): CheckedObject | undefined {
    const found = isReference(value) ? this.#targets.resolve(value.$ref) : { value, pointer };
    return found !== undefined && isRecord(found.value)
      ? { value: found.value, pointer: found.pointer }
      : undefined;
  }
}

function isObject(node: DocumentNode): node is DocumentNode & CheckedObject {
  return isRecord(node.value) && !isReference(node.value);
}

function contentOf(root: unknown): Content {
  const nodes: DocumentNode[] = [];
  const misshapen: Misshapen[] = [];
  const references: FoundReference[] = [];
  walk(root, "document", {
    node: (node) => {
      nodes.push(node);
      addReferences(node, references);
    },
    misshapen: (expected, node) => misshapen.push({ expected, ...node }),
    // A repair reports a `$ref` that is not an object.
    container: (container) => {
      references.push(referenceOf(container));
      return false;
    },
  });
  return { nodes, misshapen, references };
}
