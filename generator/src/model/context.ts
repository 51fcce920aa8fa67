import type { NamesConfig } from "../config.ts";
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

/** What all parts of the model's construction share: the document, the names given away, the problems found. */
export class ModelContext {
  readonly document: OpenApiDocument;
  readonly names: NamesConfig;
  readonly diagnostics: Diagnostic[] = [];
  readonly #claims = new Map<string, Pointer>();

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
   * Gives a name away within a scope such as `type`, unless the configuration says another. A name that is taken is
   * a problem with both places.
   */
  claim(scope: string, name: string, pointer: Pointer): string {
    const renamed = this.names.types?.[formatPointer(pointer)] ?? this.names.types?.[name] ?? name;
    const final = scope === "type" ? renamed : name;
    const key = `${scope} ${final}`;
    const taken = this.#claims.get(key);
    if (taken === undefined) {
      this.#claims.set(key, pointer);
    } else if (formatPointer(taken) !== formatPointer(pointer)) {
      this.diagnostics.push(
        diagnostic("name-clash", { name: final, kind: `${scope}s` }, this.document.locate(pointer), [
          { message: "the other one is here", location: this.document.locate(taken) },
        ]),
      );
    }
    return final;
  }

  /** Whether a name is given away in a scope. */
  isClaimed(scope: string, name: string): boolean {
    return this.#claims.has(`${scope} ${name}`);
  }
}
