import type {
  Constraints,
  Documentation,
  EnumType,
  NamedType,
  ObjectType,
  Property,
  TypeExpression,
} from "@copilot-sdk/generator/kit";
import type { Schema } from "@copilot-sdk/mcp-server";

/** The schema of a named type. */
export function namedSchema(type: NamedType): Schema {
  return { ...about(type.docs), ...bodyOf(type) };
}

function bodyOf(type: NamedType): Schema {
  switch (type.kind) {
    case "object":
      return { ...objectSchema(type.properties), ...others(type) };
    case "enum":
      return enumSchema(type);
    case "union":
      return unionSchema([...type.members, ...(type.fallback === undefined ? [] : [type.fallback])]);
    case "alias":
      return schemaOf(type.type);
  }
}

/** The schema of an object with these properties and no others. An assistant that makes up a property has to learn that it does not exist. */
export function objectSchema(properties: readonly Property[]): Schema {
  const required = properties.filter((property) => property.required).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(properties.map((property) => [property.name, propertySchema(property)])),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

/** An object without known properties may have any. */
function others({ properties, patterns = [], additional }: ObjectType): Schema {
  const byPattern = patterns.map(({ names, type }) => [patternOf(names), schemaOf(type)] as const);
  const isOpen = additional !== undefined || (properties.length === 0 && patterns.length === 0);
  return {
    ...(isOpen && { additionalProperties: additional === undefined ? {} : schemaOf(additional) }),
    ...(byPattern.length > 0 && { patternProperties: Object.fromEntries(byPattern) }),
  };
}

type KeyPattern = NonNullable<ObjectType["patterns"]>[number]["names"];

function patternOf(names: KeyPattern): string {
  if (names.kind === "number") return "^-?\\d+(?:\\.\\d+)?$";
  const text = names.text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replaceAll("-", "\\-");
  return names.kind === "prefix" ? `^${text}` : `${text}$`;
}

function propertySchema({ type, constraints, docs }: Property): Schema {
  return { ...constrained(schemaOf(type), constraints), ...about(docs) };
}

/** An enum of suggestions accepts any string. */
function enumSchema({ values, anyString }: EnumType): Schema {
  const known = values.map(({ value }) => value);
  return anyString === true ? { type: "string", examples: known } : { enum: known };
}

function unionSchema(members: readonly TypeExpression[]): Schema {
  const schemas = members.filter(({ kind }) => !["never", "undefined", "void"].includes(kind)).map(schemaOf);
  const [only] = schemas;
  return schemas.length === 1 && only !== undefined ? only : { anyOf: schemas };
}

/** The schema of a type where it is used. */
export function schemaOf(type: TypeExpression): Schema {
  switch (type.kind) {
    case "reference":
      return { $ref: type.name };
    case "string":
    case "boolean":
    case "null":
      return { type: type.kind };
    case "number":
      return type.int64 === undefined
        ? { type: "number" }
        : { type: ["integer", "string"], format: type.int64 === "bigint" ? "bigint" : "digits" };
    case "literal":
      return { const: type.value };
    case "array":
      return { type: "array", items: schemaOf(type.items) };
    case "tuple":
      return {
        type: "array",
        prefixItems: type.items.map(schemaOf),
        minItems: type.required,
        items: type.rest === undefined ? false : schemaOf(type.rest),
      };
    case "map":
      return { type: "object", additionalProperties: schemaOf(type.values) };
    case "union":
      return unionSchema(type.members);
    case "intersection":
      return { allOf: type.members.map(schemaOf) };
    case "binary":
      return {
        type: "object",
        format: "binary",
        description: "`{ text }` or `{ base64 }`, with `name` and `type` if they matter.",
      };
    case "unknown":
    case "binaryResponse":
    case "blob":
    case "void":
    case "undefined":
    case "never":
      return {};
  }
}

/** A schema with the limits of the document. In a union, they are those of each member of their type. */
function constrained(schema: Schema, constraints: Constraints | undefined): Schema {
  if (constraints === undefined) return schema;
  if (schema.anyOf !== undefined)
    return { ...schema, anyOf: schema.anyOf.map((own) => constrained(own, constraints)) };
  const { format, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = constraints;
  switch (schema.type) {
    case "number": {
      const isInteger = format === "integer" || format?.startsWith("int") === true;
      const limits = { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf };
      return { ...schema, ...(isInteger && { type: "integer" }), ...defined(limits) };
    }
    case "string":
      return {
        ...schema,
        ...defined({ minLength: constraints.minLength, maxLength: constraints.maxLength }),
      };
    case "array": {
      const items = schema.items ? constrained(schema.items, constraints.items) : schema.items;
      const limits = { minItems: constraints.minItems ?? schema.minItems, maxItems: constraints.maxItems };
      return { ...schema, ...defined({ items, ...limits }) };
    }
    default:
      return schema;
  }
}

type Defined<Value> = { [Key in keyof Value]?: Exclude<Value[Key], undefined> };

function defined<Value extends object>(value: Value): Defined<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Defined<Value>;
}

/** The documentation of a property or a type as one text. */
function about({ summary, description, deprecated, facts = [] }: Documentation): Schema {
  const reason = typeof deprecated === "string" ? `Deprecated: ${deprecated}` : undefined;
  const sentences = [summary, description, ...facts.map((fact) => `${fact}.`), reason];
  const text = sentences.filter((sentence) => sentence !== undefined).join(" ");
  return { ...(text !== "" && { description: text }), ...(deprecated !== undefined && { deprecated: true }) };
}
