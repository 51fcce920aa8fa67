import type { ApiModel } from "../../api-model/api-model.ts";
import type { NamedType, Property, SampleValue, TypeExpression } from "../../api-model/type-model.ts";
import { type Arguments, changedSamples } from "./changed-samples.ts";

type Types = Pick<ApiModel, "resources" | "types">;

/**
 * The API with discriminator values in its samples. A union member has the constant of its discriminator everywhere,
 * even where the document refers to the member directly, whose schema may allow any string.
 */
export function withDiscriminatedSamples({ resources, types }: Types): Types {
  const samples = new DiscriminatedSamples(types);
  const change = (sample: Arguments, properties: readonly Property[]) => samples.inObject(sample, properties);
  return { resources: changedSamples(resources, change), types };
}

type Literal = string | number | boolean;

/** Maximum depth of nested unions in the search for the member of a value. */
const DEEPEST = 50;

class DiscriminatedSamples {
  readonly #types: ReadonlyMap<string, NamedType>;
  /** The values in unions, by the members of the unions. */
  readonly #inUnions = new Map<readonly TypeExpression[], Map<SampleValue, SampleValue>>();

  constructor(types: readonly NamedType[]) {
    this.#types = new Map(types.map((type) => [type.name, type]));
  }

  /** Adds the constants of its properties to an object. Returns the same object if nothing is missing. */
  inObject(value: Arguments, properties: readonly Property[]): Arguments {
    const changes = properties.flatMap(({ name, type, required }) => {
      const own = value[name];
      const [first, ...others] = literalsOf(type);
      if (first !== undefined) {
        const isMissing = own === undefined ? required : ![first, ...others].includes(own as Literal);
        return isMissing && own !== null ? [[name, first] as const] : [];
      }
      const changed = own === undefined ? own : this.#in(own, type);
      return changed === own || changed === undefined ? [] : [[name, changed] as const];
    });
    return changes.length === 0 ? value : sorted({ ...value, ...Object.fromEntries(changes) }, value);
  }

  #in(value: SampleValue, type: TypeExpression): SampleValue {
    switch (type.kind) {
      case "reference":
        return this.#inNamed(value, type.name);
      case "array":
        return this.#inItems(value, () => type.items);
      case "tuple":
        return this.#inItems(value, (index) => type.items[index] ?? type.rest);
      case "map":
        return isObject(value)
          ? this.inObject(value, propertiesFrom(Object.keys(value), type.values))
          : value;
      case "union":
        return this.#inMember(value, type.members);
      case "intersection":
        return type.members.reduce((changed, member) => this.#in(changed, member), value);
      default:
        return value;
    }
  }

  #inNamed(value: SampleValue, name: string): SampleValue {
    const type = this.#named(name);
    if (type?.kind === "alias") return this.#in(value, type.type);
    if (type?.kind === "union") return this.#inMember(value, type.members);
    return type?.kind === "object" && isObject(value) ? this.inObject(value, type.properties) : value;
  }

  /** The type with a name. Follows chains of aliases, which may be long. */
  #named(name: string): NamedType | undefined {
    let type = this.#types.get(name);
    while (type?.kind === "alias" && type.type.kind === "reference") type = this.#types.get(type.type.name);
    return type;
  }

  #inItems(value: SampleValue, typeOf: (index: number) => TypeExpression | undefined): SampleValue {
    if (!isArray(value)) return value;
    const items = value.map((item, index) => {
      const type = typeOf(index);
      return type === undefined ? item : this.#in(item, type);
    });
    return items.some((item, index) => item !== value[index]) ? items : value;
  }

  /**
   * Converts a value to its union member: one whose constants match, including nested ones, or else the first that it fits.
   * Members may reach the same unions on several paths, so each value is searched once per union.
   */
  #inMember(value: SampleValue, members: readonly TypeExpression[]): SampleValue {
    const known = this.#inUnions.get(members) ?? new Map<SampleValue, SampleValue>();
    this.#inUnions.set(members, known);
    const before = known.get(value);
    if (before !== undefined) return before;
    // A member may lead to the same union and value.
    known.set(value, value);
    const fitting = members.filter((member) => this.#mayBe(value, member));
    const exact = fitting.filter((member) => this.#hasConstants(value, member));
    const isUnchanged = exact.some((member) => this.#in(value, member) === value);
    const member = exact[0] ?? fitting[0];
    const changed = isUnchanged || member === undefined ? value : this.#in(value, member);
    known.set(value, changed);
    return changed;
  }

  /**
   * True if a value has the kind of a type and its required properties, apart from constants.
   *
   * @param searched The named types that were ruled out.
   */
  #mayBe(value: SampleValue, type: TypeExpression, searched = new Set<NamedType>(), depth = 0): boolean {
    if (type.kind === "array" || type.kind === "tuple") return isArray(value);
    if (type.kind === "map") return isObject(value);
    if (type.kind !== "reference" || depth > DEEPEST) return false;
    const named = this.#named(type.name);
    if (named === undefined || searched.has(named)) return false;
    searched.add(named);
    const isMember = (member: TypeExpression) => this.#mayBe(value, member, searched, depth + 1);
    if (named.kind === "alias") return isMember(named.type);
    if (named.kind === "union") return named.members.some(isMember);
    if (named.kind !== "object" || !isObject(value)) return false;
    return named.properties.every(
      ({ name, required, type: own }) =>
        !required || literalsOf(own).length > 0 || Object.hasOwn(value, name),
    );
  }

  #hasConstants(value: SampleValue, type: TypeExpression): boolean {
    const named = type.kind === "reference" ? this.#types.get(type.name) : undefined;
    if (named?.kind !== "object" || !isObject(value)) return this.#in(value, type) === value;
    return named.properties.every(({ name, required, type: own }) => {
      const literals = literalsOf(own);
      return (
        literals.length === 0 ||
        (value[name] === undefined ? !required : literals.includes(value[name] as Literal))
      );
    });
  }
}

/** The constants of a type that allows only constants and null. */
function literalsOf(type: TypeExpression): readonly Literal[] {
  const members = type.kind === "union" ? type.members.filter(({ kind }) => kind !== "null") : [type];
  const literals = members.flatMap((member) => (member.kind === "literal" ? [member.value] : []));
  return literals.length === members.length ? literals : [];
}

function propertiesFrom(names: readonly string[], type: TypeExpression): readonly Property[] {
  return names.map((name) => ({ name, type, required: false, docs: {}, place: [] }));
}

/** Keeps the order of existing names, and appends new ones sorted. */
function sorted(changed: Arguments, before: Arguments): Arguments {
  const names = Object.keys(before);
  const added = Object.keys(changed).filter((name) => !names.includes(name));
  return Object.fromEntries([...names, ...added.sort()].map((name) => [name, changed[name] as SampleValue]));
}

function isArray(value: SampleValue): value is readonly SampleValue[] {
  return Array.isArray(value);
}

function isObject(value: SampleValue): value is Arguments {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
