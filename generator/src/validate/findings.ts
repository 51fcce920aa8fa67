import {
  type Diagnostic,
  type DiagnosticCode,
  diagnostic,
  type FactsOf,
  type RelatedPlace,
} from "../diagnostics/index.ts";
import { isReference, type OpenApiDocument, resolveReference } from "../spec/document.ts";
import { type DocumentNode, type NodeKind, walk } from "../spec/grammar.ts";
import { isRecord } from "../spec/guards.ts";
import type { Pointer } from "../spec/pointer.ts";

/** An object of a document. Its members may have any type. */
export interface CheckedObject {
  readonly value: Readonly<Record<string, unknown>>;
  readonly pointer: Pointer;
}

/** What the checks read, and where they report problems. */
export class Findings {
  readonly diagnostics: Diagnostic[] = [];
  readonly document: OpenApiDocument;
  /** The document's root, as unchecked data. */
  readonly root: Readonly<Record<string, unknown>>;
  /** Every object, parents first. */
  readonly nodes: readonly DocumentNode[];
  /** Members that must be an object or array but are not. */
  readonly misshapen: readonly {
    readonly expected: string;
    readonly value: unknown;
    readonly pointer: Pointer;
  }[];

  constructor(document: OpenApiDocument) {
    const nodes: DocumentNode[] = [];
    const misshapen: { expected: string; value: unknown; pointer: Pointer }[] = [];
    const root: unknown = document.root;
    walk(root, "document", {
      node: (node) => nodes.push(node),
      misshapen: (expected, node) => misshapen.push({ expected, ...node }),
    });
    this.document = document;
    this.root = isRecord(root) ? root : {};
    this.nodes = nodes;
    this.misshapen = misshapen;
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
    return this.nodes.flatMap(({ kind: other, value, pointer }) =>
      other === kind && isRecord(value) && !isReference(value) ? [{ value, pointer }] : [],
    );
  }

  /** The object, or the target if it is a reference. `undefined` if there is none. */
  follow(value: unknown, pointer: Pointer): CheckedObject | undefined {
    const found = isReference(value) ? resolveReference(this.document, value.$ref) : { value, pointer };
    return found !== undefined && isRecord(found.value)
      ? { value: found.value, pointer: found.pointer }
      : undefined;
  }
}
