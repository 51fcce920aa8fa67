import { withoutAliases } from "./type-expressions.ts";
import type { NamedType, TypeExpression } from "./type-model.ts";

/** The values of the property that distinguishes the members of unions. */
export class VariantValues {
  readonly #byName: ReadonlyMap<string, NamedType>;

  constructor(byName: ReadonlyMap<string, NamedType>) {
    this.#byName = byName;
  }

  /**
   * The values of the property for each member. Undefined if a member may have any value.
   *
   * @param of What a member has.
   */
  variantsOf<Own>(
    members: readonly TypeExpression[],
    property: string,
    of: (member: TypeExpression) => Own,
  ): readonly (readonly [value: string, own: Own])[] | undefined {
    const values = members.map((member) => this.#constantsOf(member, property));
    if (values.some((own) => own.length === 0)) return undefined;
    return members.flatMap((member, index) =>
      (values[index] ?? []).map((value) => [String(value), of(member)] as const),
    );
  }

  /** Resolves references and aliases. */
  resolved(expression: TypeExpression): TypeExpression | NamedType {
    const written = withoutAliases(expression, (name) => this.#byName.get(name));
    return (written.kind === "reference" ? this.#byName.get(written.name) : undefined) ?? written;
  }

  /** The values of a property in a member of a union. Empty if it may have any value. */
  #constantsOf(member: TypeExpression, property: string): readonly (string | number | boolean)[] {
    const type = this.resolved(member);
    if (type.kind === "intersection")
      return type.members.flatMap((part) => this.#constantsOf(part, property));
    if (type.kind !== "object") return [];
    const value = type.properties.find(({ name }) => name === property)?.type;
    return value === undefined ? [] : this.#valuesOf(value);
  }

  #valuesOf(expression: TypeExpression): readonly (string | number | boolean)[] {
    const type = this.resolved(expression);
    if (type.kind === "literal") return [type.value];
    if (type.kind === "enum") return type.values.map(({ value }) => value);
    return type.kind === "union" && !("name" in type)
      ? type.members.flatMap((each) => this.#valuesOf(each))
      : [];
  }
}
