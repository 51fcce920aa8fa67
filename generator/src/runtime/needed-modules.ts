import { type LinkedModule, linkModule, type ReExport } from "./module-links.ts";

/** The names that are used of each module. */
export type UsedNames = ReadonlyMap<string, ReadonlySet<string>>;

/** Every export of an entry. */
export const EVERYTHING = "*";

const LINE_WIDTH = 110;

/**
 * The modules of the runtime that are needed for names of its entries. A module that only re-exports others is reduced to what is needed; the
 * others are unchanged.
 *
 * @param used Names by the path of the entry, `auth/index.ts`. `*` stands for all of its exports.
 */
export function neededModules(
  modules: ReadonlyMap<string, string>,
  used: UsedNames,
): ReadonlyMap<string, string> {
  const search = new Search(modules);
  for (const [path, names] of used) for (const name of names) search.need(path, name);
  return search.result();
}

class Search {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #parsed = new Map<string, LinkedModule>();
  /** The needed re-exports of each needed module. */
  readonly #needed = new Map<string, Set<string>>();

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  need(path: string, name: string): void {
    const module = this.#module(path);
    const isNew = !this.#needed.has(path);
    const names = this.#needed.get(path) ?? new Set<string>();
    this.#needed.set(path, names);
    if (isNew && module.hasCode) this.#needImports(module);
    for (const { module: from, members } of module.reExports) {
      for (const member of members) {
        if (name !== EVERYTHING && member.exported !== name) continue;
        if (names.has(member.exported)) continue;
        names.add(member.exported);
        this.need(from, member.name);
      }
    }
  }

  result(): ReadonlyMap<string, string> {
    const needed = [...this.#needed].sort(([a], [b]) => (a < b ? -1 : 1));
    return new Map(needed.map(([path, names]) => [path, reduced(this.#module(path), names)]));
  }

  #needImports({ imports }: LinkedModule): void {
    for (const { module, names } of imports) {
      // An import without names is for the effects of the module.
      for (const name of names.length === 0 ? [EVERYTHING] : names) this.need(module, name);
    }
  }

  #module(path: string): LinkedModule {
    const known = this.#parsed.get(path);
    if (known !== undefined) return known;
    const text = this.#texts.get(path);
    if (text === undefined) throw new Error(`the runtime has no module ${path}`);
    const module = linkModule(path, text);
    this.#parsed.set(path, module);
    return module;
  }
}

/** The text of a module without the re-exports that are not needed. */
function reduced({ text, reExports }: LinkedModule, names: ReadonlySet<string>): string {
  let result = text;
  for (const statement of reExports.toReversed()) {
    const kept = statement.members.filter(({ exported }) => names.has(exported));
    if (kept.length === statement.members.length) continue;
    const code =
      kept.length === 0
        ? ""
        : statementText(
            statement,
            kept.map((member) => member.text),
          );
    const end = kept.length === 0 && result[statement.end] === "\n" ? statement.end + 1 : statement.end;
    result = result.slice(0, statement.start) + code + result.slice(end);
  }
  return result;
}

function statementText({ isTypeOnly, specifier }: ReExport, members: readonly string[]): string {
  const start = isTypeOnly ? "export type {" : "export {";
  const line = `${start} ${members.join(", ")} } from "${specifier}";`;
  if (line.length <= LINE_WIDTH) return line;
  return `${start}\n${members.map((member) => `  ${member},\n`).join("")}} from "${specifier}";`;
}
