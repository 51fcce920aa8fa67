import { comparableName } from "../../spec/component-names.ts";
import { entriesOf, isRecord } from "../../spec/guards.ts";
import { type Draft, define } from "../draft/index.ts";

/** The components that a step adds to a draft. Names are indexed once, so a step can add thousands. */
export class NewComponents {
  readonly #draft: Draft;
  /** The taken names, by kind of component. */
  readonly #taken = new Map<string, Set<string>>();
  /** The last number that was appended to each name. */
  readonly #numbers = new Map<string, number>();

  /** @param draft Nothing else may add components to it in the meantime. */
  constructor(draft: Draft) {
    this.#draft = draft;
  }

  /**
   * Adds an object to the components of a kind, such as `schemas`.
   *
   * @param name A name that {@link freeName} returned.
   */
  add(member: string, name: string, value: unknown): void {
    const { root } = this.#draft;
    if (!isRecord(root.components)) define(root, "components", {});
    const { components } = root;
    if (!isRecord(components)) return;
    if (!isRecord(components[member])) define(components, member, {});
    const named = components[member];
    if (isRecord(named)) define(named, name, value);
    this.#takenIn(member).add(comparableName(name));
    this.#draft.changed();
  }

  /** The first name that no component of a kind has. If all are taken, the last one with a number. */
  freeName(member: string, names: readonly string[]): string {
    const taken = this.#takenIn(member);
    const isFree = (name: string) => !taken.has(comparableName(name));
    const free = names.find(isFree);
    if (free !== undefined) return free;
    const last = names.at(-1) ?? "_";
    for (let number = this.#numbers.get(`${member}/${last}`) ?? 2; ; number += 1) {
      if (!isFree(`${last}_${number}`)) continue;
      this.#numbers.set(`${member}/${last}`, number);
      return `${last}_${number}`;
    }
  }

  #takenIn(member: string): Set<string> {
    const known = this.#taken.get(member);
    if (known !== undefined) return known;
    const { components } = this.#draft.root;
    const all = entriesOf(isRecord(components) ? components[member] : undefined);
    const taken = new Set(all.map(([name]) => comparableName(name)));
    this.#taken.set(member, taken);
    return taken;
  }
}
