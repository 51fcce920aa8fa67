import type { ImportDeclarationStructure } from "ts-morph";
import type { TypeExpression } from "../api-model/type-model.ts";
import { RUNTIME_PACKAGE, type RuntimeType, type RuntimeValue } from "../names/runtime-symbols.ts";
import { StructureKind } from "./structure-kind.ts";
import { type NamesInFile, typeText } from "./type-text.ts";

/** The names that a file declares, and those that it can import from other files of the packages. */
export interface FileNames {
  /** All declarations of the file: types, classes, constants. */
  readonly declared: readonly string[];
  /** Other names of the API, with their modules. */
  readonly elsewhere?: ReadonlyMap<string, string>;
}

const THIS_FILE = "";

interface ImportedName {
  readonly local: string;
  readonly typeOnly: boolean;
}

/**
 * Collects the imports of a file while its code is generated. Names of the API are unique and never aliased. A runtime name
 * that is also a name of the API is imported as `Runtime…`, so schemas may have any name.
 */
export class Imports implements NamesInFile {
  readonly #elsewhere: ReadonlyMap<string, string>;
  /** The module that each name in this file comes from, if it is not the one of {@link FileNames.elsewhere}. */
  readonly #owners: Map<string, string>;
  readonly #modules = new Map<string, Map<string, ImportedName>>();

  constructor({ declared, elsewhere = new Map() }: FileNames) {
    this.#elsewhere = elsewhere;
    this.#owners = new Map(declared.map((name) => [name, THIS_FILE] as const));
  }

  /** A type expression as code. The types that it uses are imported. */
  type(expression: TypeExpression): string {
    return typeText(expression, this);
  }

  /** The local name of a type of the model. It is imported unless the file declares it. */
  typeName(name: string): string {
    const module = this.#elsewhere.get(name);
    return module === undefined ? name : this.from(module, name, true);
  }

  /** A global name, qualified if a name of the API shadows it. */
  globalName(name: string): string {
    return this.#ownerOf(name) !== undefined ? `globalThis.${name}` : name;
  }

  runtimeType(name: RuntimeType): string {
    return this.from(RUNTIME_PACKAGE, name, true);
  }

  runtimeValue(name: RuntimeValue): string {
    return this.from(RUNTIME_PACKAGE, name, false);
  }

  /** Imports a name, and returns its local name. */
  from(module: string, name: string, typeOnly: boolean): string {
    const names = this.#modules.get(module) ?? new Map<string, ImportedName>();
    this.#modules.set(module, names);
    const known = names.get(name);
    const local = known?.local ?? this.#localName(module, name);
    names.set(name, { local, typeOnly: typeOnly && (known?.typeOnly ?? true) });
    return local;
  }

  #ownerOf(local: string): string | undefined {
    return this.#owners.get(local) ?? this.#elsewhere.get(local);
  }

  #localName(module: string, name: string): string {
    let local = name;
    while ((this.#ownerOf(local) ?? module) !== module) local = prefixed(module, local);
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

/** `RuntimeResource` for `Resource`, `runtimeOperation` for `operation`. */
function prefixed(module: string, name: string): string {
  const prefix = module === RUNTIME_PACKAGE ? "Runtime" : "Imported";
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  return (capital === name ? prefix : prefix.toLowerCase()) + capital;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
