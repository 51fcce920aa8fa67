import type { NamedType, SharedProperties, TypeExpression } from "./type-model.ts";

/** The properties of a type: a text that only equal types have, by name. */
type Properties = ReadonlyMap<string, string>;

/** Finds the properties that all members of a union have. */
export class SharedPropertiesFinder {
  readonly #types: ReadonlyMap<string, NamedType>;
  /** Undefined for types that are not objects, and for one that is being searched: it contains itself. */
  readonly #known = new Map<string, Properties | undefined>();

  constructor(types: readonly NamedType[]) {
    this.#types = new Map(types.map((type) => [type.name, type]));
  }

  /**
   * The properties that all members have with the same type, apart from the one that distinguishes them. Undefined if there are
   * none, if no member has a name, and for a single member.
   */
  of(members: readonly TypeExpression[], discriminator: string): SharedProperties | undefined {
    if (members.length < 2) return undefined;
    const [owner] = members.flatMap((member) => (member.kind === "reference" ? [member.name] : []));
    const names = [...(this.#ofAll(members)?.keys() ?? [])].filter((name) => name !== discriminator);
    return owner === undefined || names.length === 0 ? undefined : { owner, names };
  }

  #ofAll(members: readonly TypeExpression[]): Properties | undefined {
    const [first, ...others] = members.map((member) => this.#in(member));
    if (first === undefined) return undefined;
    return new Map([...first].filter(([name, type]) => others.every((other) => other?.get(name) === type)));
  }

  #in(type: TypeExpression): Properties | undefined {
    if (type.kind === "reference") return this.#named(type.name);
    if (type.kind === "union") return this.#ofAll(type.members);
    if (type.kind !== "intersection") return undefined;
    const parts = type.members.map((member) => this.#in(member));
    return parts.reduce((merged, part) => merged && part && merge(merged, part));
  }

  #named(name: string): Properties | undefined {
    if (this.#known.has(name)) return this.#known.get(name);
    this.#known.set(name, undefined);
    const found = this.#declared(this.#types.get(name));
    this.#known.set(name, found);
    return found;
  }

  #declared(type: NamedType | undefined): Properties | undefined {
    switch (type?.kind) {
      case "object":
        return new Map(type.properties.map((own) => [own.name, JSON.stringify(own.type)]));
      case "union":
        return this.#ofAll(type.members);
      case "alias":
        return this.#in(type.type);
      default:
        return undefined;
    }
  }
}

/** The properties of both parts. Those whose types differ are left out. */
function merge(a: Properties, b: Properties): Properties {
  const differs = ([name, type]: readonly [string, string]) => (b.get(name) ?? type) !== type;
  const different = new Set([...a].filter(differs).map(([name]) => name));
  return new Map([...a, ...b].filter(([name]) => !different.has(name)));
}
