import type { NamesConfig } from "../config/index.ts";
import {
  type Diagnostic,
  type DiagnosticCode,
  DiagnosticError,
  diagnostic,
  type FactsOf,
} from "../diagnostics/index.ts";
import {
  formatPointer,
  isReference,
  type OpenApiDocument,
  type Pointer,
  ReferenceResolver,
} from "../spec/index.ts";

/** A part of the document and its pointer, for diagnostics. */
export interface Located<T> {
  readonly value: T;
  readonly pointer: Pointer;
}

/** The kinds of names. */
export type NameKind = "type" | "operation" | "resource" | "method";

/** The shared state of building a model: the document, the names in use, the diagnostics. */
export class ModelContext {
  readonly document: OpenApiDocument;
  readonly names: NamesConfig;
  readonly diagnostics: Diagnostic[] = [];
  readonly #claims = new Map<string, Pointer>();
  readonly #firstPlace = new Map<string, string>();
  readonly #resolver: ReferenceResolver;

  constructor(document: OpenApiDocument, names: NamesConfig = {}) {
    this.document = document;
    this.#resolver = new ReferenceResolver(document.root);
    this.names = names;
  }

  /** Resolves a reference; other values are returned unchanged. Validation has reported unresolved references. */
  resolve<T>(value: T | { readonly $ref: string }, pointer: Pointer): Located<T> {
    if (!isReference(value)) return { value: value as T, pointer };
    const target = this.#resolver.resolve(value.$ref);
    return (target ?? { value: {}, pointer }) as Located<T>;
  }

  /** Where a part was written, as a key. Parts that were written once have one place. */
  placeOf(pointer: Pointer): string {
    return formatPointer(this.document.origin(pointer));
  }

  report<Code extends DiagnosticCode>(code: Code, facts: FactsOf<Code>, pointer: Pointer): void {
    this.diagnostics.push(diagnostic(code, facts, this.document.locate(pointer)));
  }

  /** An error for a document from which no model can be built. */
  failure<Code extends DiagnosticCode>(code: Code, facts: FactsOf<Code>, pointer: Pointer): DiagnosticError {
    return new DiagnosticError([diagnostic(code, facts, this.document.locate(pointer))]);
  }

  /**
   * Claims a name. Types and operations must have unique names in the whole API, methods within their resource. The
   * configuration may replace the name. A name that is taken is reported with both positions.
   */
  claim(kind: NameKind, name: string, pointer: Pointer, within = ""): string {
    const final = this.#chosen(kind, name, pointer, within);
    const taken = this.#take(kind, final, pointer, within);
    if (taken !== undefined)
      this.#reportClash("name-clash", { kind: `${kind}s`, name: final, other: "" }, pointer, taken);
    return final;
  }

  /**
   * Claims a name for an inline type. If it is taken, the kind of the type is appended, with a warning that contains both
   * positions.
   */
  claimDerived(name: string, kind: string, pointer: Pointer): string {
    const final = this.#chosen("type", name, pointer, "");
    const taken = this.#take("type", final, pointer, "");
    if (taken === undefined) return final;
    const longer = `${final}${kind}`;
    const also = this.#take("type", longer, pointer, "");
    if (also === undefined)
      this.#reportClash("derived-name-clash", { kind: "types", name: final, other: longer }, pointer, taken);
    else this.#reportClash("name-clash", { kind: "types", name: longer, other: "" }, pointer, also);
    return longer;
  }

  /** The configured name for a pointer, or for the first part that would have this name. */
  #chosen(kind: NameKind, name: string, pointer: Pointer, within: string): string {
    const names = this.names[`${kind}s`] ?? {};
    const place = this.placeOf(pointer);
    const byPlace = names[place];
    if (byPlace !== undefined) return byPlace;
    const key = `${kind} ${within} ${name}`;
    const first = this.#firstPlace.get(key) ?? place;
    this.#firstPlace.set(key, first);
    return first === place && Object.hasOwn(names, name) ? (names[name] ?? name) : name;
  }

  /** Takes a name. Returns the pointer of another part that has it already. */
  #take(kind: NameKind, name: string, pointer: Pointer, within: string): Pointer | undefined {
    const key = `${kind} ${within} ${name}`;
    const taken = this.#claims.get(key);
    if (taken === undefined) this.#claims.set(key, pointer);
    return taken === undefined || this.placeOf(taken) === this.placeOf(pointer) ? undefined : taken;
  }

  #reportClash(
    code: "name-clash" | "derived-name-clash",
    facts: { readonly kind: string; readonly name: string; readonly other: string },
    pointer: Pointer,
    taken: Pointer,
  ): void {
    const place = this.placeOf(pointer);
    const related = [{ message: "also defined here", location: this.document.locate(taken) }];
    this.diagnostics.push(diagnostic(code, { ...facts, place }, this.document.locate(pointer), related));
  }

  /** Whether a name is taken. */
  isClaimed(kind: NameKind, name: string): boolean {
    return this.#claims.has(`${kind}  ${name}`);
  }
}
