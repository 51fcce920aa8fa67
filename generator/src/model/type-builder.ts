import { formatPointer, type Schema, type SchemaObject } from "../spec/index.ts";
import type { EnumValue, TypeExpression } from "./api-model.ts";
import type { Located, ModelContext } from "./context.ts";
import { discriminatorOf, variantsOf } from "./discriminator.ts";
import { documentationOf } from "./documentation.ts";
import { componentName, isObjectSchema, isUnion, type ObjectShape, objectShape } from "./object-shape.ts";
import type { RawObject, RawProperty, RawType } from "./raw-types.ts";
import { isRecent } from "./since.ts";
import { nullable, union, withoutNull } from "./type-expressions.ts";
import { camelName, pascalName, singular } from "./words.ts";

/** Turns schemas into types. Objects, enums and discriminated unions get names; the rest stays an expression. */
export class TypeBuilder {
  /** The types so far that have a name, by it. */
  readonly types = new Map<string, RawType>();
  readonly #context: ModelContext;
  readonly #nameByPlace = new Map<string, string>();
  readonly #begun = new Set<string>();
  readonly #marks = new Map<string, Map<string, TypeExpression>>();

  constructor(context: ModelContext) {
    this.#context = context;
  }

  /** Gives components their names before anything that is written in place can take one of them. */
  reserve(component: string): void {
    const pointer = ["components", "schemas", component];
    const name = this.#claim({ value: {}, pointer }, pascalName(component));
    if (WEB_GLOBALS.has(name)) this.#context.report("shadowed-global", { name }, pointer);
  }

  /**
   * The type of a schema.
   *
   * @param hint what the type is called if it needs a name and is not a component.
   */
  expression(schema: Located<Schema>, hint: string): TypeExpression {
    const { value, pointer } = schema;
    if (typeof value === "boolean") return { kind: "unknown" };
    if (value.$ref !== undefined)
      return this.#referenced(this.#context.resolve<SchemaObject>(value, pointer), hint);
    return withNull(value, this.#inline({ value, pointer }, hint));
  }

  /** An object's properties, its `allOf` included, when the schema is an object with properties of its own. */
  objectOf(schema: Located<Schema>): ObjectShape | undefined {
    if (typeof schema.value === "boolean") return undefined;
    const resolved = this.#context.resolve<SchemaObject>(schema.value, schema.pointer);
    if (isUnion(resolved.value)) return undefined;
    const shape = objectShape(this.#context, resolved);
    return shape.properties.size > 0 && shape.others.length === 0 ? shape : undefined;
  }

  /** The properties of a shape with their types, in the order in which they are written. */
  properties(shape: ObjectShape, owner: string): readonly RawProperty[] {
    return [...shape.properties].map(([name, property]) => {
      const hint = `${property.owner === undefined ? owner : pascalName(property.owner)}${pascalName(camelName(name))}`;
      const schema = typeof property.value === "boolean" ? {} : property.value;
      const { value: target } = this.#context.resolve<SchemaObject>(schema, property.pointer);
      const only = oneWay(schema) ?? oneWay(target);
      return {
        name,
        type: this.expression(property, hint),
        required: shape.required.has(name),
        docs: documentationOf(
          schema.$ref === undefined ? schema : { ...annotationsOf(target), ...schema },
          schema,
        ),
        ...(only !== undefined && { only }),
        ...(isRecent(schema, this.#context.document.root.info.version) && { recent: true as const }),
      };
    });
  }

  /** All types, when every schema has been asked for: members of unions have their distinguishing constants. */
  finish(): ReadonlyMap<string, RawType> {
    for (const [name, marks] of this.#marks) {
      const type = this.types.get(name);
      if (type?.kind === "object") this.types.set(name, withConstants(type, marks));
    }
    return this.types;
  }

  #referenced(target: Located<SchemaObject>, hint: string): TypeExpression {
    const name = componentName(target);
    if (name === undefined) return this.expression(target, hint);
    const typeName = this.#named(target, pascalName(name));
    return withNull(target.value, { kind: "reference", name: typeName });
  }

  /** A type for a component, whatever it is: people who gave it a name want to use it. */
  #named(schema: Located<SchemaObject>, hint: string): string {
    const place = formatPointer(schema.pointer);
    const name = this.#nameOf(schema, hint);
    if (this.#begun.has(place)) return name;
    this.#begun.add(place);
    const docs = documentationOf(schema.value, schema.value);
    const type = withoutNull(this.#inline(schema, hint));
    if (!this.types.has(name)) {
      if (type.kind === "map")
        this.types.set(name, { kind: "object", name, docs, properties: [], additional: type.values });
      else if (type.kind === "union")
        this.types.set(name, { kind: "union", name, docs, members: type.members });
      else this.types.set(name, { kind: "alias", name, docs, type });
    }
    return name;
  }

  #claim(schema: Located<SchemaObject>, hint: string): string {
    const name = this.#context.claim("type", hint, schema.pointer);
    this.#nameByPlace.set(formatPointer(schema.pointer), name);
    return name;
  }

  /** The name of a type that is written in place; a component has one already. */
  #nameOf(schema: Located<SchemaObject>, hint: string): string {
    return this.#nameByPlace.get(formatPointer(schema.pointer)) ?? this.#claim(schema, hint);
  }

  #inline(schema: Located<SchemaObject>, hint: string): TypeExpression {
    const { value, pointer } = schema;
    this.#reportUnsupported(schema);
    if (value.const !== undefined) return constant(value.const);
    if (value.enum !== undefined) return this.#enumeration(schema, value.enum, hint);
    if (value.allOf !== undefined) return this.#combined(schema, hint);
    if (isUnion(value)) return this.#oneOf(schema, hint);
    const types = [value.type ?? []].flat().filter((type) => type !== "null");
    if (types.length > 1) {
      return union(types.map((type) => this.#inline({ value: { ...value, type }, pointer }, hint)));
    }
    if (isObjectSchema(value)) return this.#object(schema, hint);
    if (types[0] === "array" || value.items !== undefined || value.prefixItems !== undefined) {
      return { kind: "array", items: this.#items(schema, itemName(hint)) };
    }
    return primitive(types[0], value);
  }

  #object(schema: Located<SchemaObject>, hint: string): TypeExpression {
    const shape = objectShape(this.#context, schema);
    if (shape.properties.size === 0) {
      const values = shape.additional;
      return {
        kind: "map",
        values: values === undefined ? { kind: "unknown" } : this.expression(values, itemName(hint)),
      };
    }
    return this.#objectType(schema, shape, hint);
  }

  #objectType(schema: Located<SchemaObject>, shape: ObjectShape, hint: string): TypeExpression {
    const place = formatPointer(schema.pointer);
    const name = this.#nameOf(schema, hint);
    const reference: TypeExpression = { kind: "reference", name };
    if (this.types.has(name) && this.#nameByPlace.get(place) === name) return reference;
    const docs = documentationOf(schema.value);
    this.types.set(name, { kind: "object", name, docs, properties: [] });
    const additional =
      shape.additional === undefined ? undefined : this.expression(shape.additional, `${hint}Value`);
    const type: RawObject = {
      kind: "object",
      name,
      docs,
      properties: this.properties(shape, hint),
      ...(additional !== undefined && { additional }),
    };
    this.types.set(name, type);
    return reference;
  }

  #items({ value, pointer }: Located<SchemaObject>, hint: string): TypeExpression {
    const members = (value.prefixItems ?? []).map((item, index) =>
      this.expression({ value: item, pointer: [...pointer, "prefixItems", index] }, hint),
    );
    const rest = value.items ?? (members.length > 0 ? undefined : true);
    const items =
      rest === undefined ? [] : [this.expression({ value: rest, pointer: [...pointer, "items"] }, hint)];
    return union([...members, ...items]);
  }

  #enumeration(schema: Located<SchemaObject>, written: readonly unknown[], hint: string): TypeExpression {
    const values = [...new Set(written)].filter((value) => value !== null);
    const [first] = values;
    if (first === undefined) return { kind: "null" };
    if (values.length === 1) return constant(first);
    const names = values.filter((value) => typeof value === typeof first).filter(isEnumValue);
    if (names.length < values.length) return union(values.map(widened));
    const name = this.#nameOf(schema, hint);
    const descriptions = schema.value["x-enum-descriptions"] ?? {};
    const enumValues = names.map((value): EnumValue => {
      const description = Object.hasOwn(descriptions, String(value))
        ? descriptions[String(value)]
        : undefined;
      return { value, key: String(value), ...(description !== undefined && { description }) };
    });
    this.types.set(name, { kind: "enum", name, docs: documentationOf(schema.value), values: enumValues });
    return { kind: "reference", name };
  }

  #combined(schema: Located<SchemaObject>, hint: string): TypeExpression {
    const shape = objectShape(this.#context, schema);
    const others = shape.others.map((member) =>
      componentName(member) === undefined ? this.expression(member, hint) : this.#referenced(member, hint),
    );
    if (shape.properties.size > 0) {
      const object = this.#objectType(schema, shape, others.length > 0 ? `${hint}Base` : hint);
      return others.length === 0 ? object : { kind: "intersection", members: [object, ...others] };
    }
    if (others.length > 0)
      return others.length === 1 && others[0] ? others[0] : { kind: "intersection", members: others };
    if (shape.additional !== undefined)
      return { kind: "map", values: this.expression(shape.additional, hint) };
    const { allOf: _, ...rest } = schema.value;
    return this.#inline({ value: rest, pointer: schema.pointer }, hint);
  }

  #oneOf(schema: Located<SchemaObject>, hint: string): TypeExpression {
    const variants = variantsOf(schema);
    const named = variants.filter(({ value }) => typeof value === "object" && needsName(value));
    const members = variants.map((variant, index) => {
      const title = typeof variant.value === "object" ? variant.value.title : undefined;
      const suffix = title === undefined ? `Option${index + 1}` : pascalName(title);
      return this.expression(variant, named.length > 1 ? `${hint}${suffix}` : hint);
    });
    const type = openEnumOnly(union(members), this.types);
    const discriminator = type.kind === "union" ? discriminatorOf(this.#context, schema) : undefined;
    if (type.kind !== "union" || discriminator === undefined) return type;
    const variantTypes = type.members.filter((member) => member.kind !== "null");
    for (const [index, member] of variantTypes.entries()) {
      if (member.kind === "reference")
        this.#mark(member.name, discriminator.property, discriminator.values[index] ?? []);
    }
    const name = this.#nameOf(schema, hint);
    const docs = documentationOf(schema.value);
    this.types.set(name, {
      kind: "union",
      name,
      docs,
      members: variantTypes,
      discriminator: discriminator.property,
    });
    const reference: TypeExpression = { kind: "reference", name };
    return variantTypes.length < type.members.length ? nullable(reference) : reference;
  }

  /** Remembers what a property must be, for when the member of the union is complete. */
  #mark(typeName: string, property: string, values: readonly string[]): void {
    const marks = this.#marks.get(typeName) ?? new Map<string, TypeExpression>();
    marks.set(property, union(values.map((value) => ({ kind: "literal", value }))));
    this.#marks.set(typeName, marks);
  }

  #reportUnsupported({ value, pointer }: Located<SchemaObject>): void {
    for (const keyword of ["not", "if", "dependentSchemas"] as const) {
      if (value[keyword] !== undefined)
        this.#context.report("unsupported-keyword", { keyword }, [...pointer, keyword]);
    }
  }
}

/** Whether a schema that is written in place becomes a type with a name. */
function needsName(schema: SchemaObject): boolean {
  return (
    schema.$ref === undefined &&
    (schema.enum !== undefined || schema.items !== undefined || isObjectSchema(schema) || isUnion(schema))
  );
}

/** Types of the platform that people use beside an API's; without an import they would get these instead. */
const WEB_GLOBALS: ReadonlySet<string> = new Set(
  "Blob Comment Date Document Element Error Event File FormData Function Headers Image Location Map Node Notification Object Option Promise Record Request Response Set Text URL".split(
    " ",
  ),
);

/** What one of several is called: `LineItem` of `LineItems`, `HistoryItem` of `History`. */
function itemName(name: string): string {
  const one = singular(name);
  return one === name ? `${name}Item` : one;
}

/** `string` beside known strings says that there may be others, which every enum says. */
function openEnumOnly(type: TypeExpression, types: ReadonlyMap<string, RawType>): TypeExpression {
  if (type.kind !== "union") return type;
  const isEnum = (member: TypeExpression) =>
    member.kind === "reference" && types.get(member.name)?.kind === "enum";
  if (!type.members.some(isEnum)) return type;
  return union(type.members.filter((member) => member.kind !== "string"));
}

/** The object with properties that are constants; one that was not described is added in front. */
function withConstants(object: RawObject, constants: ReadonlyMap<string, TypeExpression>): RawObject {
  const described = new Set(object.properties.map(({ name }) => name));
  const added = [...constants].filter(([name]) => !described.has(name));
  return {
    ...object,
    properties: [
      ...added.map(([name, type]) => ({ name, type, required: true, docs: {} })),
      ...object.properties.map((property) => {
        const type = constants.get(property.name);
        return type === undefined ? property : { ...property, type, required: true };
      }),
    ],
  };
}

/** A component's type is never `null` itself: what refers to it says whether it may be. */
function withNull(schema: SchemaObject, type: TypeExpression): TypeExpression {
  const isNullable =
    schema.nullable === true ||
    (Array.isArray(schema.type) && schema.type.includes("null")) ||
    (schema.enum?.includes(null) ?? false) ||
    (schema.oneOf ?? schema.anyOf ?? []).some(
      (member) => typeof member === "object" && member.type === "null",
    );
  return isNullable ? nullable(type) : type;
}

function annotationsOf({ description, deprecated }: SchemaObject): SchemaObject {
  return { ...(description !== undefined && { description }), ...(deprecated === true && { deprecated }) };
}

function oneWay(schema: SchemaObject): "request" | "response" | undefined {
  return schema.readOnly === true ? "response" : schema.writeOnly === true ? "request" : undefined;
}

function constant(value: unknown): TypeExpression {
  if (value === null) return { kind: "null" };
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return { kind: "literal", value };
  return { kind: "unknown" };
}

function isEnumValue(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

/** The type of a value in an enum of several types, which stays open by being no literal. */
function widened(value: unknown): TypeExpression {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return { kind: typeof value as "string" | "number" | "boolean" };
  }
  return { kind: "unknown" };
}

function primitive(type: string | undefined, schema: SchemaObject): TypeExpression {
  switch (type) {
    case "string":
      return { kind: schema.format === "binary" ? "binary" : "string" };
    case "number":
    case "integer":
      return { kind: "number" };
    case "boolean":
      return { kind: "boolean" };
    case "null":
      return { kind: "null" };
    default:
      return { kind: [schema.type ?? []].flat().includes("null") ? "null" : "unknown" };
  }
}
