import type { Int64Type } from "../../api-model/type-model.ts";
import type { ModelConfig, NamesConfig, PagingRule } from "../../config/index.ts";
import {
  type Diagnostic,
  type DiagnosticCode,
  DiagnosticError,
  diagnostic,
  type FactsOf,
} from "../../diagnostics/index.ts";
import {
  formatPointer,
  isReference,
  type OpenApiDocument,
  type Pointer,
  ReferenceResolver,
} from "../../spec/index.ts";
import { reservedNames } from "./reserved-names.ts";

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
  readonly config: ModelConfig;
  readonly diagnostics: Diagnostic[] = [];
  readonly #reported = new Set<string>();
  readonly #claims = new Map<string, Pointer>();
  readonly #firstPlace = new Map<string, string>();
  /** Names that the packages export already. */
  readonly #reserved: ReadonlySet<string>;
  readonly #resolver: ReferenceResolver;

  constructor(document: OpenApiDocument, config: ModelConfig = {}) {
    this.document = document;
    this.#resolver = new ReferenceResolver(document.root);
    this.#reserved = reservedNames(document);
    this.config = config;
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
    return formatPointer(this.document.origin(pointer));
  }

  /** Reports a problem. A problem that several operations meet at one place is reported once. */
  report<Code extends DiagnosticCode>(code: Code, facts: FactsOf<Code>, pointer: Pointer): void {
    const key = JSON.stringify([code, facts, this.placeOf(pointer)]);
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.#push(diagnostic(code, facts, this.document.locate(pointer)), pointer);
  }

  #push(found: Diagnostic, pointer: Pointer): void {
    this.diagnostics.push({ ...found, parts: [pointer] });
  }

  /** An error for a document from which no model can be built. */
  failure<Code extends DiagnosticCode>(code: Code, facts: FactsOf<Code>, pointer: Pointer): DiagnosticError {
    return new DiagnosticError([diagnostic(code, facts, this.document.locate(pointer))]);
  }

  /**
   * Claims a name. Types and operations must have unique names in the whole API, methods within their resource. The
   * configuration may replace the name. If it is taken, a number is appended, with a warning that contains both positions.
   */
  claim(kind: NameKind, name: string, pointer: Pointer, within = ""): string {
    return this.#claimFirst(kind, alternatives(this.#chosen(kind, name, pointer, within)), pointer, within);
  }

  /** Claims a name for an inline type. If it is taken, the kind of the type is appended. */
  claimDerived(name: string, kind: string, pointer: Pointer): string {
    const final = this.#chosen("type", name, pointer, "");
    return this.#claimFirst("type", alternatives(final, `${final}${kind}`), pointer, "");
  }

  /** Claims the first free name. Reports a clash if it is not the preferred one. */
  #claimFirst(kind: NameKind, names: Iterable<string>, pointer: Pointer, within: string): string {
    let wanted: { readonly name: string; readonly taken: Pointer } | undefined;
    for (const name of names) {
      const taken = this.#take(kind, name, pointer, within);
      if (taken === undefined) {
        if (wanted !== undefined) this.#reportClash(kind, { ...wanted, other: name }, pointer);
        return name;
      }
      wanted ??= { name, taken };
    }
    throw new Error(`no name is left for ${formatPointer(pointer)}`);
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
    if (first === place && Object.hasOwn(names, name)) return names[name] ?? name;
    return this.isReserved(kind, name) ? this.#besideRuntime(kind, name, pointer) : name;
  }

  /** A name that the packages do not export yet. */
  #besideRuntime(kind: NameKind, name: string, pointer: Pointer): string {
    const other = `${name}${kind === "type" ? "Model" : "Operation"}`;
    this.report("runtime-name", { kind: `${kind}s`, name, other, place: this.placeOf(pointer) }, pointer);
    return other;
  }

  /** Takes a name. Returns the pointer of another part that has it already. */
  #take(kind: NameKind, name: string, pointer: Pointer, within: string): Pointer | undefined {
    const key = claimKey(kind, name, within);
    const taken = this.#claims.get(key);
    if (taken === undefined) this.#claims.set(key, pointer);
    return taken === undefined || this.placeOf(taken) === this.placeOf(pointer) ? undefined : taken;
  }

  #reportClash(
    kind: NameKind,
    { name, other, taken }: { readonly name: string; readonly other: string; readonly taken: Pointer },
    pointer: Pointer,
  ): void {
    const facts = { kind: `${kind}s`, name, other, place: this.placeOf(pointer) };
    const related = [{ message: "also defined here", location: this.document.locate(taken) }];
    this.#push(diagnostic("name-clash", facts, this.document.locate(pointer), related), pointer);
  }

  /** Whether a name is taken. */
  isClaimed(kind: NameKind, name: string, within = ""): boolean {
    return this.#claims.has(claimKey(kind, name, within));
  }

  /** Whether a name belongs to the runtime, whose exports the packages re-export. */
  isReserved(kind: NameKind, name: string): boolean {
    return (kind === "type" || kind === "operation") && this.#reserved.has(name);
  }
}

/** Types and operations are exports of one module. In scripts without capital letters, their names may be equal. */
function claimKey(kind: NameKind, name: string, within = ""): string {
  return `${kind === "operation" ? "type" : kind} ${within} ${name}`;
}

/** The name and its alternatives: another name, then that name with 2, 3 and so on. */
function* alternatives(name: string, other = name): Generator<string> {
  yield name;
  if (other !== name) yield other;
  for (let number = 2; ; number++) yield `${other}${number}`;
}
