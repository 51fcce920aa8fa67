import {
  type Diagnostic,
  type DiagnosticCode,
  diagnostic,
  type FactsOf,
  type RelatedPlace,
} from "../../diagnostics/index.ts";
import { isReference, type OpenApiDocument, ReferenceResolver } from "../../spec/document.ts";
import { type DocumentNode, type NodeKind, walk } from "../../spec/grammar.ts";
import { isRecord } from "../../spec/guards.ts";
import type { Pointer } from "../../spec/pointer.ts";
import { Places } from "./places.ts";

/** An object of a document. Its members may have any type. */
export interface CheckedObject {
  readonly value: Readonly<Record<string, unknown>>;
  readonly pointer: Pointer;
}

/** What a draft consists of. */
export interface Content {
  readonly nodes: readonly DocumentNode[];
  readonly misshapen: readonly Misshapen[];
}

/** A member that must be an object or an array but is not. */
export interface Misshapen {
  readonly expected: "an object" | "an array";
  readonly value: unknown;
  readonly pointer: Pointer;
}

/** A copy of a document that becomes canonical step by step, and the problems that were found. */
export class Draft {
  readonly diagnostics: Diagnostic[] = [];
  /** The root, as unchecked data that may be changed. */
  readonly root: Readonly<Record<string, unknown>>;
  /** The members of the draft are unchecked, and other stages expect a checked document. */
  readonly document: OpenApiDocument;
  readonly #places = new Places();
  readonly #written: OpenApiDocument;
  #content: Content | undefined;
  #resolver: ReferenceResolver | undefined;

  constructor(written: OpenApiDocument) {
    const root: unknown = this.#places.copy(written.root);
    this.#written = written;
    this.root = isRecord(root) ? root : {};
    this.document = {
      root: root as OpenApiDocument["root"],
      locate: (pointer) => this.#written.locate(this.#places.origin(root, pointer)),
      origin: (pointer) => this.#written.origin(this.#places.origin(root, pointer)),
    };
  }

  /** Every object, parents first, and the members that are no objects or arrays although they must be. */
  get content(): Content {
    this.#content ??= contentOf(this.document.root);
    return this.#content;
  }

  /** Objects were added, removed or moved. */
  changed(): void {
    this.#content = undefined;
    this.#resolver = undefined;
  }

  get #references(): ReferenceResolver {
    this.#resolver ??= new ReferenceResolver(this.document.root);
    return this.#resolver;
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
    this.diagnostics.push(diagnostic(code, facts, this.document.locate(pointer), related));
  }

  /** A related position of a diagnostic. */
  place(message: string, pointer: Pointer): RelatedPlace {
    return { message, location: this.document.locate(pointer) };
  }

  /** The objects of a kind, without references. */
  objects(kind: NodeKind): CheckedObject[] {
    return this.content.nodes.flatMap(({ kind: other, value, pointer }) =>
      other === kind && isRecord(value) && !isReference(value) ? [{ value, pointer }] : [],
    );
  }

  /** The object, or the target if it is a reference. `undefined` if there is none. */
  follow(value: unknown, pointer: Pointer): CheckedObject | undefined {
    const found = isReference(value) ? this.#references.resolve(value.$ref) : { value, pointer };
    return found !== undefined && isRecord(found.value)
      ? { value: found.value, pointer: found.pointer }
      : undefined;
  }
}

function contentOf(root: unknown): Content {
  const nodes: DocumentNode[] = [];
  const misshapen: Misshapen[] = [];
  walk(root, "document", {
    node: (node) => nodes.push(node),
    misshapen: (expected, node) => misshapen.push({ expected, ...node }),
  });
  return { nodes, misshapen };
}
