import type { Int64Type } from "../../api-model/type-model.ts";
import type { ModelConfig, NamesConfig, PagingRule } from "../../config/index.ts";
import {
  type Diagnostic,
  type DiagnosticCode,
  DiagnosticError,
  diagnostic,
  type FactsOf,
} from "../../diagnostics/index.ts";
import { type NamesRecord, NO_RECORD } from "../../names/record/names-record.ts";
import {
  formatPointer,
  isReference,
  type OpenApiDocument,
  type Pointer,
  ReferenceResolver,
} from "../../spec/index.ts";
import { Claims, type NameKind } from "./claims.ts";
import type { ModelExtension, ReadFacts } from "./extension.ts";

/** A part of the document and its pointer, for diagnostics. */
export interface Located<T> {
  readonly value: T;
  readonly pointer: Pointer;
}

/** Inputs of a model, besides the document. */
export interface ModelInput {
  readonly config?: ModelConfig;
  /** The names of an earlier version. */
  readonly record?: NamesRecord;
  /** The recorded names that are free. Default: none. */
  readonly released?: ReadonlySet<string>;
  readonly extensions?: readonly ModelExtension[];
}

/** The shared state of building a model: the document, the names in use, the diagnostics. */
export class ModelContext {
  readonly document: OpenApiDocument;
  readonly config: ModelConfig;
  /** The names of an earlier version. */
  readonly record: NamesRecord;
  /** Data that features read from operations. */
  readonly extensions: readonly ModelExtension[];
  /** Data that features read from the whole document. */
  readonly facts: readonly (ReadFacts & { readonly feature: string })[];
  readonly claims: Claims;
  readonly diagnostics: Diagnostic[] = [];
  readonly #reported = new Set<string>();
  readonly #places = new Map<Pointer, string>();
  readonly #resolver: ReferenceResolver;

  constructor(
    document: OpenApiDocument,
    { config = {}, record = NO_RECORD, released = new Set(), extensions = [] }: ModelInput = {},
  ) {
    this.document = document;
    this.#resolver = new ReferenceResolver(document.root);
    this.config = config;
    this.record = record;
    this.extensions = extensions;
    this.facts = extensions.flatMap(({ name: feature, ...extension }) => {
      const read = extension.readDocument?.(document.root);
      return read === undefined ? [] : [{ feature, ...read }];
    });
    this.claims = new Claims(this, record.claims, released);
  }

  /** The names of the configuration. */
  get names(): NamesConfig {
    return this.config.names ?? {};
  }

  /** The styles of pages that the configuration names. */
  get pagination(): readonly PagingRule[] {
    return this.config.pagination ?? [];
  }

  /** The type of 64-bit integers. Undefined: a number, which may lose digits. */
  get int64(): Int64Type | undefined {
    const { int64 } = this.config;
    return int64 === "number" ? undefined : int64;
  }

  /** Resolves a reference; other values are returned unchanged. Validation has reported unresolved references. */
  resolve<T>(value: T | { readonly $ref: string }, pointer: Pointer): Located<T> {
    if (!isReference(value)) return { value: value as T, pointer };
    const target = this.#resolver.resolve(value.$ref);
    return (target ?? { value: {}, pointer }) as Located<T>;
  }

  /** A key for the place where a part was written. References to one definition have the same place. */
  placeOf(pointer: Pointer): string {
    const known = this.#places.get(pointer) ?? formatPointer(this.document.origin(pointer));
    this.#places.set(pointer, known);
    return known;
  }

  /** Reports a problem. A problem that several operations meet at one place is reported once. */
  report<Code extends DiagnosticCode>(code: Code, facts: FactsOf<Code>, pointer: Pointer): void {
    const key = JSON.stringify([code, facts, this.placeOf(pointer)]);
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.push(diagnostic(code, facts, this.document.locate(pointer)), pointer);
  }

  /** Adds a diagnostic about a part. */
  push(found: Diagnostic, pointer: Pointer): void {
    this.diagnostics.push({ ...found, parts: [pointer] });
  }

  /** An error for a document from which no model can be built. */
  failure<Code extends DiagnosticCode>(code: Code, facts: FactsOf<Code>, pointer: Pointer): DiagnosticError {
    return new DiagnosticError([diagnostic(code, facts, this.document.locate(pointer))]);
  }

  /**
   * Claims a name. Types and operations must have unique names in the whole API, methods within their resource. The configuration may
   * replace the name. A part that had another name before keeps it. If the name is taken, a number is appended, with a warning that
   * contains both positions.
   */
  claim(kind: NameKind, name: string, pointer: Pointer, within = ""): string {
    return this.claims.claim(kind, name, pointer, within);
  }

  /** Claims a name for an inline type. If it is taken, the kind of the type is appended. */
  claimDerived(name: string, kind: string, pointer: Pointer): string {
    return this.claims.claimDerived(name, kind, pointer);
  }

  /** True if a name is taken. */
  isClaimed(kind: NameKind, name: string, within = ""): boolean {
    return this.claims.isClaimed(kind, name, within);
  }

  /** True if a name belongs to the runtime, whose exports the packages re-export. */
  isReserved(kind: NameKind, name: string): boolean {
    return this.claims.isReserved(kind, name);
  }
}
