import { type ImportDeclarationStructure, StructureKind } from "ts-morph";
import type { TypeExpression } from "../model/api-model.ts";
import { RUNTIME_PACKAGE, type RuntimeType, type RuntimeValue } from "./runtime-symbols.ts";
import { typeText } from "./type-text.ts";

/** Where a type is declared, seen from one file: a module, or `undefined` for the file itself. */
export type ModuleOfType = (name: string) => string | undefined;

/**
 * Collects what one file imports while its text is made. A runtime name that the file declares itself is
 * imported as `Runtime…`, so a document may call its schemas what it likes.
 */
export class Imports {
  readonly #moduleOfType: ModuleOfType;
  readonly #declared: ReadonlySet<string>;
  readonly #modules = new Map<string, Map<string, { alias?: string; typeOnly: boolean }>>();

  constructor(declaredNames: Iterable<string>, moduleOfType: ModuleOfType = () => undefined) {
    this.#declared = new Set(declaredNames);
    this.#moduleOfType = moduleOfType;
  }

  /** A type expression as text; what it mentions is imported. */
  type(expression: TypeExpression): string {
    return typeText(expression, (name) => this.typeName(name));
  }

  /** A named type of the model, imported unless the file declares it. */
  typeName(name: string): string {
    const module = this.#moduleOfType(name);
    return module === undefined ? name : this.from(module, name, true);
  }

  runtimeType(name: RuntimeType): string {
    return this.from(RUNTIME_PACKAGE, name, true);
  }

  runtimeValue(name: RuntimeValue): string {
    return this.from(RUNTIME_PACKAGE, name, false);
  }

  /** Imports a name and gives what it is called in this file. */
  from(module: string, name: string, typeOnly: boolean): string {
    const names = this.#modules.get(module) ?? new Map<string, { alias?: string; typeOnly: boolean }>();
    this.#modules.set(module, names);
    const known = names.get(name);
    const alias = this.#declared.has(name) ? `Runtime${name}` : undefined;
    names.set(name, {
      ...(alias === undefined ? {} : { alias }),
      typeOnly: typeOnly && (known?.typeOnly ?? true),
    });
    return alias ?? name;
  }

  /** The import declarations: packages first, then this package's own files. */
  declarations(): readonly ImportDeclarationStructure[] {
    const rank = (module: string) => (module.startsWith(".") ? 1 : 0);
    return [...this.#modules]
      .sort(([a], [b]) => rank(a) - rank(b) || compareText(a, b))
      .map(([moduleSpecifier, names]) => {
        const typeOnly = [...names.values()].every((imported) => imported.typeOnly);
        return {
          kind: StructureKind.ImportDeclaration,
          moduleSpecifier,
          isTypeOnly: typeOnly,
          namedImports: [...names]
            .sort(([a], [b]) => compareText(a, b))
            .map(([name, imported]) => ({
              name,
              isTypeOnly: imported.typeOnly && !typeOnly,
              ...(imported.alias === undefined ? {} : { alias: imported.alias }),
            })),
        };
      });
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
