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

/** An object of a document whose members may still be of any shape. */
export interface CheckedObject {
  readonly value: Readonly<Record<string, unknown>>;
  readonly pointer: Pointer;
}

/** What checks look at, and where they report what they find. */
export class Findings {
  readonly diagnostics: Diagnostic[] = [];
  readonly document: OpenApiDocument;
  /** The document's root as it may be in truth. */
  readonly root: Readonly<Record<string, unknown>>;
  /** Every object, parents first. */
  readonly nodes: readonly DocumentNode[];
  /** Members that should be a map or a list of objects, and are not. */
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

  /** A related place of a diagnostic. */
  place(message: string, pointer: Pointer): RelatedPlace {
    return { message, location: this.document.locate(pointer) };
  }

  /** The objects of a kind that are written out, that is, are no references. */
  objects(kind: NodeKind): CheckedObject[] {
    return this.nodes.flatMap(({ kind: other, value, pointer }) =>
      other === kind && isRecord(value) && !isReference(value) ? [{ value, pointer }] : [],
    );
  }

  /** The object itself, or the one that it refers to; `undefined` where there is none. */
  follow(value: unknown, pointer: Pointer): CheckedObject | undefined {
    const found = isReference(value) ? resolveReference(this.document, value.$ref) : { value, pointer };
    return found !== undefined && isRecord(found.value)
      ? { value: found.value, pointer: found.pointer }
      : undefined;
  }
}
