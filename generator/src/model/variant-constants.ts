import type { RawObject, RawType } from "./raw-types.ts";
import { union } from "./type-expressions.ts";
import type { TypeExpression } from "./type-model.ts";

/** What the members of unions must have in the property that tells them apart; known before the members are. */
export class VariantConstants {
  readonly #byType = new Map<string, Map<string, TypeExpression>>();

  /** Remembers the values of a member's property. A member of several unions may have the values of each. */
  add(typeName: string, property: string, values: readonly string[]): void {
    const properties = this.#byType.get(typeName) ?? new Map<string, TypeExpression>();
    const before = properties.get(property);
    const literals = values.map((value): TypeExpression => ({ kind: "literal", value }));
    properties.set(property, union(before === undefined ? literals : [before, ...literals]));
    this.#byType.set(typeName, properties);
  }

  /** Gives the members their constants, when all types are complete. */
  applyTo(types: Map<string, RawType>): void {
    for (const [name, constants] of this.#byType) {
      const type = types.get(name);
      if (type?.kind === "object") types.set(name, withConstants(type, constants));
    }
  }
}

/** The object with properties that are constants; one that was not described is added in front. */
function withConstants(object: RawObject, constants: ReadonlyMap<string, TypeExpression>): RawObject {
  const described = new Set(object.properties.map(({ name }) => name));
  const added = [...constants].filter(([name]) => !described.has(name));
  return {
    ...object,
    properties: [
      ...added.map(([name, type]) => ({ name, type, required: true, docs: {}, place: object.place })),
      ...object.properties.map((property) => {
        const type = constants.get(property.name);
        return type === undefined ? property : { ...property, type, required: true };
      }),
    ],
  };
}
