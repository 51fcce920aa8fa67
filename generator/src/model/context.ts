import type { NamesConfig } from "../config/index.ts";
import { type Diagnostic, type DiagnosticCode, diagnostic, type FactsOf } from "../diagnostics/index.ts";
import {
  formatPointer,
  isReference,
  type OpenApiDocument,
  type Pointer,
  resolveReference,
} from "../spec/index.ts";

/** Something in the document together with its place, which is what problems with it point to. */
export interface Located<T> {
  readonly value: T;
  readonly pointer: Pointer;
}

/** What names are given to. */
export type NameKind = "type" | "operation" | "resource" | "method";

/** What all parts of the model's construction share: the document, the names given away, the problems found. */
export class ModelContext {
  readonly document: OpenApiDocument;
  readonly names: NamesConfig;
  readonly diagnostics: Diagnostic[] = [];
  readonly #claims = new Map<string, Pointer>();
  readonly #firstPlace = new Map<string, string>();

  constructor(document: OpenApiDocument, names: NamesConfig = {}) {
    this.document = document;
    this.names = names;
  }

  /** Follows a reference, if it is one. A reference that leads nowhere was reported by validation. */
  resolve<T>(value: T | { readonly $ref: string }, pointer: Pointer): Located<T> {
    if (!isReference(value)) return { value: value as T, pointer };
    const target = resolveReference(this.document, value.$ref);
    return (target ?? { value: {}, pointer }) as Located<T>;
  }

  report<Code extends DiagnosticCode>(code: Code, facts: FactsOf<Code>, pointer: Pointer): void {
    this.diagnostics.push(diagnostic(code, facts, this.document.locate(pointer)));
  }

  /**
   * Gives a name away: a type's or an operation's, which must be unique in the whole API, or a method's within its
   * resource. The configuration may say another. A name that is taken is a problem with both places.
   */
  claim(kind: NameKind, name: string, pointer: Pointer, within = ""): string {
    const final = this.#chosen(kind, name, pointer, within);
    const taken = this.#take(kind, final, pointer, within);
    if (taken !== undefined)
      this.#reportClash("name-clash", { kind: `${kind}s`, name: final, other: "" }, pointer, taken);
    return final;
  }

  /**
   * Gives a name away to a type that is written in place. One that is taken is made longer by what the type is; people
   * are told, with both places.
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

  /** The configuration's name for a place, or for the first that the rules would call so. */
  #chosen(kind: NameKind, name: string, pointer: Pointer, within: string): string {
    const names = this.names[`${kind}s`] ?? {};
    const byPlace = names[formatPointer(pointer)];
    if (byPlace !== undefined) return byPlace;
    const key = `${kind} ${within} ${name}`;
    const first = this.#firstPlace.get(key) ?? formatPointer(pointer);
    this.#firstPlace.set(key, first);
    return first === formatPointer(pointer) && Object.hasOwn(names, name) ? (names[name] ?? name) : name;
  }

  /** Takes a name; the place that has it already, where that is another one. */
  #take(kind: NameKind, name: string, pointer: Pointer, within: string): Pointer | undefined {
    const key = `${kind} ${within} ${name}`;
    const taken = this.#claims.get(key);
    if (taken === undefined) this.#claims.set(key, pointer);
    return taken === undefined || formatPointer(taken) === formatPointer(pointer) ? undefined : taken;
  }

  #reportClash(
    code: "name-clash" | "derived-name-clash",
    facts: { readonly kind: string; readonly name: string; readonly other: string },
    pointer: Pointer,
    taken: Pointer,
  ): void {
    const place = formatPointer(pointer);
    const related = [{ message: "also defined here", location: this.document.locate(taken) }];
    this.diagnostics.push(diagnostic(code, { ...facts, place }, this.document.locate(pointer), related));
  }

  /** Whether a name is given away. */
  isClaimed(kind: NameKind, name: string): boolean {
    return this.#claims.has(`${kind}  ${name}`);
  }
}
