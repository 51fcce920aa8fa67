import type { RawObject, RawProperty, RawType } from "../../../api-model/raw-types.ts";
import { union } from "../../../api-model/type-expressions.ts";
import type { Place, TypeExpression } from "../../../api-model/type-model.ts";

/** The constants of discriminator properties, by member. They are known before the members are built. */
export class VariantConstants {
  readonly #byType = new Map<string, Map<string, TypeExpression>>();

  /** Adds the values of a member's discriminator. A member of several unions has the values of all. */
  add(typeName: string, property: string, values: readonly (string | number | boolean)[]): void {
    const properties = this.#byType.get(typeName) ?? new Map<string, TypeExpression>();
    const before = properties.get(property);
    const literals = values.map((value): TypeExpression => ({ kind: "literal", value }));
    properties.set(property, union(before === undefined ? literals : [before, ...literals]));
    this.#byType.set(typeName, properties);
  }

  /** The types with the values of discriminators in their members. */
  appliedTo(types: ReadonlyMap<string, RawType>): ReadonlyMap<string, RawType> {
    const result = new Map(types);
    for (const [name, constants] of this.#byType) {
      const type = objectNamed(types, name);
      if (type === undefined) continue;
      result.set(name, { ...type, properties: withConstants(type.properties, constants, type.place) });
    }
    return result;
  }

  /** The properties of a type with the values of discriminators. Complete after all schemas were built. */
  inProperties(typeName: string, properties: readonly RawProperty[]): readonly RawProperty[] {
    const [{ place } = { place: [] }] = properties;
    return withConstants(properties, this.#byType.get(typeName) ?? new Map(), place);
  }
}

/** An object, or a copy with the name of an alias, so that the constants of the alias do not change the object. */
function objectNamed(types: ReadonlyMap<string, RawType>, name: string): RawObject | undefined {
  const type = types.get(name);
  let target = type;
  while (target?.kind === "alias" && target.type.kind === "reference") target = types.get(target.type.name);
  if (type === undefined || target?.kind !== "object") return undefined;
  return type === target
    ? target
    : { ...target, name, docs: { ...target.docs, ...type.docs }, place: type.place };
}

/** The properties with their constants. Undefined properties are added at the start. */
function withConstants(
  properties: readonly RawProperty[],
  constants: ReadonlyMap<string, TypeExpression>,
  place: Place,
): readonly RawProperty[] {
  const described = new Set(properties.map(({ name }) => name));
  const added = [...constants].filter(([name]) => !described.has(name));
  return [
    ...added.map(([name, type]) => ({ name, type, required: true, docs: {}, place })),
    ...properties.map((property) => {
      const type = constants.get(property.name);
      return type === undefined ? property : { ...property, type };
    }),
  ];
}
