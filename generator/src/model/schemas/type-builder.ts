import type { RawProperty, RawType } from "../../api-model/raw-types.ts";
import { nullable, union, withoutNull, withoutSelf } from "../../api-model/type-expressions.ts";
import type { TypeExpression } from "../../api-model/type-model.ts";
import { camelName, itemName, knownName, PLATFORM_TYPES, pascalName } from "../../names/words.ts";
import type { Pointer, Schema, SchemaObject } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { withoutAliasCircles } from "./alias-circles.ts";
import { constraintsOf } from "./constraints.ts";
import { type Discriminator, discriminatorOf, variantsOf } from "./discriminator.ts";
import { annotationsOf, documentationOf } from "./documentation.ts";
import { constantType, enumerationOf, openEnumOnly } from "./enums.ts";
import { componentName, isObjectSchema, isUnion, type ObjectShape, objectShape } from "./object-shape.ts";
import { primitiveType } from "./primitives.ts";
import { needsName, oneWay, openValues } from "./schema-forms.ts";
import { type Since, sinceOf, withSince } from "./since.ts";
import { VariantConstants } from "./variant-constants.ts";

/** Maximum nesting of components that are built recursively. Deeper ones are built later, so that the stack does not overflow. */
const MAXIMUM_DEPTH = 60;

/** Builds types from schemas. Objects, enums and discriminated unions get names; other types are expressions. */
export class TypeBuilder {
  /** The named types so far, by name. */
  readonly types = new Map<string, RawType>();
  readonly #context: ModelContext;
  readonly #nameByPlace = new Map<string, string>();
  readonly #begun = new Set<string>();
  readonly #constants = new VariantConstants();
  /** Components whose types are used but not built yet. */
  readonly #later: Located<SchemaObject>[] = [];
  #depth = 0;

  constructor(context: ModelContext) {
    this.#context = context;
  }

  /** Names a component, before an inline schema can take its name. */
  reserve(component: string): void {
    const pointer = ["components", "schemas", component];
    const name = this.#context.claim("type", pascalName(component), pointer);
    this.#nameByPlace.set(this.#context.placeOf(pointer), name);
    if (PLATFORM_TYPES.has(name)) this.#context.report("shadowed-global", { name }, pointer);
  }

  /**
   * Builds the type of a schema.
   *
   * @param hint The name for the type if it needs one and is not a component.
   */
  expression(schema: Located<Schema>, hint: string): TypeExpression {
    if (typeof schema.value === "boolean") return { kind: "unknown" };
    const { value, pointer } = schema;
    const type =
      value.$ref === undefined
        ? this.#inline({ value, pointer }, hint)
        : this.#referenced(this.#context.resolve<SchemaObject>(value, pointer), hint);
    return value.nullable === true ? nullable(type) : type;
  }

  /** The properties of an object, including `allOf`. `undefined` if the schema is not an object with properties. */
  objectOf(schema: Located<Schema>): ObjectShape | undefined {
    if (typeof schema.value === "boolean") return undefined;
    const resolved = this.#context.resolve<SchemaObject>(schema.value, schema.pointer);
    if (isUnion(resolved.value)) return undefined;
    const shape = objectShape(this.#context, resolved);
    return shape.properties.size > 0 && shape.others.length === 0 ? shape : undefined;
  }

  /** The properties of a shape with their types, in document order. */
  properties(shape: ObjectShape, owner: string): readonly RawProperty[] {
    return [...shape.properties].map(([name, property]) => {
      const hint = `${property.owner === undefined ? owner : pascalName(property.owner)}${pascalName(camelName(name))}`;
      const schema = typeof property.value === "boolean" ? {} : property.value;
      const { value: target } = this.#context.resolve<SchemaObject>(schema, property.pointer);
      const constraints = constraintsOf(this.#context, property);
      const since = sinceOf(schema, this.#context.document.root.info.version);
      const required = shape.required.has(name);
      if (since?.isAhead === true) this.#reportAhead(since, property.pointer);
      const only = oneWay(schema) ?? oneWay(target);
      return {
        name,
        type: this.expression(property, hint),
        required,
        docs: withSince(documentationOf({ ...annotationsOf(target), ...schema }, schema), since, required),
        place: property.pointer,
        ...(constraints !== undefined && { constraints }),
        ...(only !== undefined && { only }),
        ...(since?.isRecent === true && { recent: true as const }),
      };
    });
  }

  /**
   * Finds the discriminator of the events, and adds its constants to their types. The events are a union without a name, which
   * may have only one member.
   */
  discriminate(
    schemas: readonly Located<Schema>[],
    types: readonly TypeExpression[],
  ): Discriminator | undefined {
    const oneOf = schemas.map(({ value }) => value);
    const discriminator = discriminatorOf(this.#context, { value: { oneOf }, pointer: [] }, 1);
    if (discriminator !== undefined) this.#addConstants(discriminator, types);
    return discriminator;
  }

  /** All types, with the constants of discriminated unions. Call it after all schemas were built. */
  finish(): ReadonlyMap<string, RawType> {
    for (let next = this.#later.pop(); next !== undefined; next = this.#later.pop()) this.#named(next, "");
    this.#constants.applyTo(this.types);
    return withoutAliasCircles(this.types);
  }

  #referenced(target: Located<SchemaObject>, hint: string): TypeExpression {
    const component = componentName(target);
    if (component !== undefined)
      return { kind: "reference", name: this.#named(target, pascalName(component)) };
    const place = this.#context.placeOf(target.pointer);
    if (this.#begun.has(place)) {
      const name = this.#nameByPlace.get(place);
      if (name !== undefined) return { kind: "reference", name };
      this.#context.report("nameless-recursion", {}, target.pointer);
      return { kind: "unknown" };
    }
    this.#begun.add(place);
    const type = this.expression(target, hint);
    this.#begun.delete(place);
    return type;
  }

  /** Builds a named type for a component, whatever its schema, so that it can be imported. */
  #named(schema: Located<SchemaObject>, hint: string): string {
    const place = this.#context.placeOf(schema.pointer);
    const name = this.#nameOf(schema.pointer, hint, "Type");
    if (this.#begun.has(place)) return name;
    if (this.#depth >= MAXIMUM_DEPTH) {
      this.#later.push(schema);
      return name;
    }
    this.#begun.add(place);
    this.#depth += 1;
    const base = { name, docs: documentationOf(schema.value, schema.value), place: schema.pointer };
    const type = withoutSelf(withoutNull(this.expression(schema, hint)), name);
    this.#depth -= 1;
    if (!this.types.has(name)) {
      if (type.kind === "map") {
        this.types.set(name, { kind: "object", ...base, properties: [], additional: type.values });
      } else if (type.kind === "union") {
        this.types.set(name, { kind: "union", ...base, members: type.members });
      } else {
        this.types.set(name, { kind: "alias", ...base, type });
      }
    }
    return name;
  }

  /** The name of the type at a pointer. Components have one already; other types are named after the hint. */
  #nameOf(pointer: Pointer, hint: string, kind: string): string {
    const place = this.#context.placeOf(pointer);
    const known = this.#nameByPlace.get(place);
    if (known !== undefined) return known;
    const name = this.#context.claimDerived(hint, kind, pointer);
    this.#nameByPlace.set(place, name);
    return name;
  }

  #inline(schema: Located<SchemaObject>, hint: string): TypeExpression {
    const { value, pointer } = schema;
    this.#reportUnsupported(schema);
    if (value.const !== undefined) return constantType(value.const);
    if (value.enum !== undefined) return this.#enumeration(schema, value.enum, hint);
    if (value.allOf !== undefined) return this.#combined(schema, hint);
    if (isUnion(value)) return this.#oneOf(schema, hint);
    const types = [value.type ?? []].flat().filter((type) => type !== "null");
    if (types.length > 1) {
      return union(types.map((type) => this.#inline({ value: { ...value, type }, pointer }, hint)));
    }
    if (isObjectSchema(value)) return this.#object(schema, hint);
    const hasItems = value.items !== undefined || value.prefixItems !== undefined;
    if (types[0] === "array" || (types.length === 0 && hasItems)) {
      return { kind: "array", items: this.#items(schema, itemName(hint)) };
    }
    return primitiveType(types[0], value);
  }

  #object(schema: Located<SchemaObject>, hint: string): TypeExpression {
    const shape = objectShape(this.#context, schema);
    if (shape.properties.size > 0) return this.#objectType(schema, shape, hint);
    const values = shape.additional;
    return {
      kind: "map",
      values: values === undefined ? { kind: "unknown" } : this.expression(values, itemName(hint)),
    };
  }

  #objectType(schema: Located<SchemaObject>, shape: ObjectShape, hint: string): TypeExpression {
    const name = this.#nameOf(schema.pointer, hint, "Object");
    const reference: TypeExpression = { kind: "reference", name };
    if (this.types.has(name)) return reference;
    const base = { name, docs: documentationOf(schema.value), place: schema.pointer };
    this.types.set(name, { kind: "object", ...base, properties: [] });
    const additional =
      shape.additional === undefined ? undefined : this.expression(shape.additional, `${hint}Value`);
    const properties = this.properties(shape, hint);
    this.types.set(name, {
      kind: "object",
      ...base,
      properties,
      ...(additional !== undefined && { additional }),
    });
    return reference;
  }

  #items({ value, pointer }: Located<SchemaObject>, hint: string): TypeExpression {
    const members = (value.prefixItems ?? []).map((item, index) =>
      this.expression({ value: item, pointer: [...pointer, "prefixItems", index] }, hint),
    );
    const rest = value.items ?? members.length === 0;
    const items =
      rest === false ? [] : [this.expression({ value: rest, pointer: [...pointer, "items"] }, hint)];
    return union([...members, ...items]);
  }

  #enumeration(schema: Located<SchemaObject>, written: readonly unknown[], hint: string): TypeExpression {
    const enumeration = enumerationOf(schema, written);
    if ("type" in enumeration) return enumeration.type;
    const name = this.#nameOf(schema.pointer, hint, "Enum");
    if (!this.types.has(name)) this.#context.claim("type", knownName(name), [...schema.pointer, "enum"]);
    this.types.set(name, {
      kind: "enum",
      name,
      docs: documentationOf(schema.value),
      place: schema.pointer,
      values: enumeration.values,
    });
    return { kind: "reference", name };
  }

  /** An `allOf`: its objects are merged, and intersected with the other members. */
  #combined(schema: Located<SchemaObject>, hint: string): TypeExpression {
    const shape = objectShape(this.#context, schema);
    const others = shape.others.map((member, index) => this.expression(member, `${hint}Part${index + 1}`));
    if (shape.properties.size === 0) {
      if (others.length === 1 && others[0] !== undefined) return others[0];
      if (others.length > 0) return { kind: "intersection", members: others };
      if (shape.additional !== undefined)
        return { kind: "map", values: this.expression(shape.additional, hint) };
      const { allOf: _, ...rest } = schema.value;
      return this.#inline({ value: rest, pointer: schema.pointer }, hint);
    }
    if (others.length === 0) return this.#objectType(schema, shape, hint);
    const base = { value: schema.value, pointer: [...schema.pointer, "allOf"] };
    return { kind: "intersection", members: [this.#objectType(base, shape, `${hint}Base`), ...others] };
  }

  #oneOf(schema: Located<SchemaObject>, hint: string): TypeExpression {
    const known = openValues(schema.value);
    if (known !== undefined) return this.#enumeration(schema, known, hint);
    const discriminator = discriminatorOf(this.#context, schema);
    const variants = variantsOf(schema);
    const isNamed =
      discriminator !== undefined || this.#nameByPlace.has(this.#context.placeOf(schema.pointer));
    const inline = variants.filter(({ value }) => typeof value === "object" && needsName(value));
    const members = variants.map((variant, index) => {
      const title = typeof variant.value === "object" ? variant.value.title : undefined;
      const suffix = title === undefined ? `Option${index + 1}` : pascalName(title);
      return this.expression(variant, isNamed || inline.length > 1 ? `${hint}${suffix}` : hint);
    });
    this.#reportAnything(variants, members);
    if (discriminator === undefined) return openEnumOnly(union(members), this.types);
    const objects = members.filter((member) => member.kind !== "null").map(withoutNull);
    this.#addConstants(discriminator, objects);
    const name = this.#nameOf(schema.pointer, hint, "Union");
    this.types.set(name, {
      kind: "union",
      name,
      docs: documentationOf(schema.value),
      place: schema.pointer,
      members: objects,
      discriminator: discriminator.property,
    });
    return { kind: "reference", name };
  }

  #reportAnything(variants: readonly Located<Schema>[], members: readonly TypeExpression[]): void {
    for (const [index, { kind }] of members.entries()) {
      const isLoss = kind === "unknown" && members.some((other) => other.kind !== "unknown");
      if (isLoss) this.#context.report("union-with-anything", {}, variants[index]?.pointer ?? []);
    }
  }

  #reportAhead({ version: since }: Since, pointer: Pointer): void {
    const { version } = this.#context.document.root.info;
    this.#context.report("since-ahead", { since, version }, [...pointer, "x-since"]);
  }

  #addConstants({ property, values }: Discriminator, members: readonly TypeExpression[]): void {
    for (const [index, member] of members.entries()) {
      const own = values[index] ?? [];
      // A member for all other values has none of its own.
      if (member.kind === "reference" && own.length > 0) this.#constants.add(member.name, property, own);
    }
  }

  #reportUnsupported({ value, pointer }: Located<SchemaObject>): void {
    for (const keyword of WIDENING_KEYWORDS) {
      if (value[keyword] !== undefined)
        this.#context.report("unsupported-keyword", { keyword }, [...pointer, keyword]);
    }
  }
}

/** Keywords that types cannot express. */
const WIDENING_KEYWORDS = [
  "not",
  "if",
  "dependentSchemas",
  "dependentRequired",
  "propertyNames",
  "contains",
] as const;
