import { type ImportDeclarationStructure, StructureKind } from "ts-morph";
import type { TypeExpression } from "../model/type-model.ts";
import { RUNTIME_PACKAGE, type RuntimeType, type RuntimeValue } from "../surface/runtime-symbols.ts";
import { type NamesInFile, typeText } from "./type-text.ts";

/** What a file declares itself, and what it may take from other files of the API's packages. */
export interface FileNames {
  /** Everything that the file declares: types, classes, constants. */
  readonly declared: readonly string[];
  /** The API's other names with their modules. */
  readonly elsewhere?: ReadonlyMap<string, string>;
}

const THIS_FILE = "";

interface ImportedName {
  readonly local: string;
  readonly typeOnly: boolean;
}

/**
 * Collects what one file imports while its text is made. The API's names are unique, so they stay what they are; a
 * name of the runtime that is one of them, too, is imported as `Runtime…`, so a document may call its schemas what it
 * likes.
 */
export class Imports implements NamesInFile {
  readonly #elsewhere: ReadonlyMap<string, string>;
  /** Who has a name in this file: a module, or the file itself. */
  readonly #owners: Map<string, string>;
  readonly #modules = new Map<string, Map<string, ImportedName>>();

  constructor({ declared, elsewhere = new Map() }: FileNames) {
    this.#elsewhere = elsewhere;
    this.#owners = new Map([...elsewhere, ...declared.map((name) => [name, THIS_FILE] as const)]);
  }

  /** A type expression as text; what it mentions is imported. */
  type(expression: TypeExpression): string {
    return typeText(expression, this);
  }

  /** A named type of the model, imported unless the file declares it. */
  typeName(name: string): string {
    const module = this.#elsewhere.get(name);
    return module === undefined ? name : this.from(module, name, true);
  }

  /** A name of the platform, reached around a name of the API that hides it. */
  globalName(name: string): string {
    return this.#owners.has(name) ? `globalThis.${name}` : name;
  }

  runtimeType(name: RuntimeType): string {
    return this.from(RUNTIME_PACKAGE, name, true);
  }

  runtimeValue(name: RuntimeValue): string {
    return this.from(RUNTIME_PACKAGE, name, false);
  }

  /** Imports a name and gives what it is called in this file. */
  from(module: string, name: string, typeOnly: boolean): string {
    const names = this.#modules.get(module) ?? new Map<string, ImportedName>();
    this.#modules.set(module, names);
    const known = names.get(name);
    const local = known?.local ?? this.#localName(module, name);
    names.set(name, { local, typeOnly: typeOnly && (known?.typeOnly ?? true) });
    return local;
  }

  #localName(module: string, name: string): string {
    let local = name;
    while ((this.#owners.get(local) ?? module) !== module) local = prefixed(module, local);
    this.#owners.set(local, module);
    return local;
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
              ...(imported.local === name ? {} : { alias: imported.local }),
            })),
        };
      });
  }
}

/** `RuntimeResource` of `Resource`, `runtimeOperation` of `operation`. */
function prefixed(module: string, name: string): string {
  const prefix = module === RUNTIME_PACKAGE ? "Runtime" : "Imported";
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  return (capital === name ? prefix : prefix.toLowerCase()) + capital;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
