import {
  type Constraints,
  type EnumType,
  literal,
  literalKey,
  type NamedType,
  type ObjectType,
  type Property,
  stringLiteral,
  type TypeExpression,
  typeText,
  type UnionType,
} from "@copilot-sdk/generator/kit";
import { limits } from "./limits.ts";
import { schemaName } from "./schema-names.ts";

/** How schemas are written. */
export interface SchemaStyle {
  /** Whether they refuse what the document does not describe. */
  readonly strict: boolean;
  /** Whether the schema of a type is declared before the current one, so that it can be used without a function. */
  isDeclared(type: string): boolean;
  /** The local name of a type, `types.Order`. */
  typeName(type: string): string;
  /** The values of the discriminator that the members of a union have. */
  knownValues(union: UnionType): readonly (string | number | boolean)[];
}

/** The schema of a named type. */
export function namedSchema(type: NamedType, style: SchemaStyle): string {
  switch (type.kind) {
    case "object":
      return objectSchema(type, style);
    case "enum":
      return enumSchema(type, style);
    case "union":
      return unionSchema(type, style);
    case "alias":
      return schemaOf(type.type, style);
  }
}

/** The schema of an object. The type of a map that also has properties cannot be derived from its schema. */
function objectSchema(type: ObjectType, style: SchemaStyle): string {
  const { name, properties, patterns = [], additional } = type;
  const shape = shapeOf(properties, style, type.direction !== "response");
  if (patterns.length === 0 && additional === undefined)
    return style.strict ? `z.strictObject(${shape})` : `z.looseObject(${shape})`;
  const others = [
    ...patterns.map((pattern) => pattern.type),
    ...(additional === undefined ? [] : [additional]),
  ];
  const undescribed = patterns.length > 0 && additional === undefined && !style.strict;
  const rest = undescribed ? "z.unknown()" : unionOf(others.map((own) => schemaOf(own, style)));
  return `typed<${style.typeName(name)}>(z.object(${shape}).catchall(${rest}))`;
}

/** `{ id: z.string() }`, a property in each line. */
export function shapeOf(properties: readonly Property[], style: SchemaStyle, isSent: boolean): string {
  const lines = properties.map((property) => {
    const schema = constrained(property.type, property.constraints, style);
    const own = property.required ? schema : isSent ? `${schema}.optional()` : `z.exactOptional(${schema})`;
    return `  ${literalKey(property.name)}: ${own},`;
  });
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n}`;
}

/** A known value. If the schema is loose, or the API accepts any string: any value of the same type. */
function enumSchema({ name, values, anyString }: EnumType, { strict, typeName }: SchemaStyle): string {
  const known = values.map(({ value }) => value);
  const kinds = [...new Set(known.map((value) => typeof value))].sort();
  if (anyString === true) return `open<${typeName(name)}>(["string"])`;
  const isBoolean = kinds.every((kind) => kind === "boolean");
  if (strict || isBoolean) return `typed<${typeName(name)}>(${oneOf(known)})`;
  return `open<${typeName(name)}>(${literal(kinds)})`;
}

function oneOf(values: readonly (string | number | boolean)[]): string {
  return values.length === 1
    ? `z.literal(${literal(values[0] ?? "")})`
    : `z.literal(${literal([...values])})`;
}

/** One of the members. If the schema is loose: also an object with another value of the discriminator. */
function unionSchema(type: UnionType, style: SchemaStyle): string {
  const members = type.members.map((member) => schemaOf(member, style));
  const { discriminator, discriminatorType } = type;
  if (discriminator === undefined || discriminatorType === "boolean" || style.strict) {
    const schema = unionOf(members);
    return discriminator === undefined ? schema : `typed<${style.typeName(type.name)}>(${schema})`;
  }
  const known = literal([...style.knownValues(type)]);
  return `typed<${style.typeName(type.name)}>(${unionOf([...members, `newer(${stringLiteral(discriminator)}, ${known})`])})`;
}

function unionOf(members: readonly string[]): string {
  const distinct = [...new Set(members)];
  if (distinct.length === 1) return distinct[0] ?? "z.never()";
  const line = distinct.join(", ");
  return line.length <= 80 ? `z.union([${line}])` : `z.union([\n  ${distinct.join(",\n  ")},\n])`;
}

/** The schema of a type where it is used. */
export function schemaOf(type: TypeExpression, style: SchemaStyle): string {
  switch (type.kind) {
    case "reference": {
      const name = schemaName(type.name);
      return style.isDeclared(type.name) ? name : `z.lazy(() => ${name})`;
    }
    case "string":
      return type.besideKnown === true ? "typed<string & {}>(z.string())" : "z.string()";
    case "number":
      return type.int64 === undefined ? "z.number()" : INT64[type.int64];
    case "boolean":
    case "null":
    case "unknown":
    case "never":
    case "undefined":
    case "void":
      return `z.${type.kind}()`;
    case "binary":
      return `z.custom<${style.typeName("FileLike")}>((value) => typeof value === "object" && value !== null, { error: "expected a file" })`;
    case "blob":
      return "z.instanceof(Blob)";
    case "binaryResponse":
      return "z.instanceof(Response)";
    case "literal":
      return `z.literal(${literal(type.value)})`;
    case "array":
      return `z.array(${schemaOf(type.items, style)})`;
    case "tuple":
      return tupleSchema(type, style);
    case "map":
      return mapSchema(type, style);
    case "union":
      return unionOf(type.members.map((member) => schemaOf(member, style)));
    case "intersection":
      return type.members
        .map((member) => schemaOf(member, style))
        .reduce((left, right) => `z.intersection(${left}, ${right})`);
  }
}

/** 64-bit integers, by the type that programs use for them. In a response that was not converted yet, they are numbers. */
const INT64 = {
  bigint: "typed<bigint>(z.union([z.bigint(), z.number()]))",
  string: "typed<string>(z.union([z.string(), z.number()]))",
} as const;

function tupleSchema(
  { items, required, rest }: Extract<TypeExpression, { readonly kind: "tuple" }>,
  style: SchemaStyle,
): string {
  const texts = items.map((item, index) =>
    index < required ? schemaOf(item, style) : `z.exactOptional(${schemaOf(item, style)})`,
  );
  const others = rest === undefined ? "" : `, ${schemaOf(rest, style)}`;
  return `z.tuple([${texts.join(", ")}]${others})`;
}

function mapSchema(type: Extract<TypeExpression, { readonly kind: "map" }>, style: SchemaStyle): string {
  const record = `z.record(z.string(), ${schemaOf(type.values, style)})`;
  if (type.keys === undefined) return record;
  const same = (name: string): string => name;
  const names = { typeName: style.typeName, globalName: same, runtimeType: style.typeName };
  return `typed<${typeText(type, names)}>(${record})`;
}

/** A schema with the limits of the document, if it is strict. */
function constrained(type: TypeExpression, constraints: Constraints | undefined, style: SchemaStyle): string {
  if (!style.strict || constraints === undefined) return schemaOf(type, style);
  switch (type.kind) {
    case "string":
      return `${schemaOf(type, style)}${limits("string", constraints)}`;
    case "number":
      return type.int64 === undefined
        ? `${schemaOf(type, style)}${limits("number", constraints)}`
        : schemaOf(type, style);
    case "array":
      return `z.array(${constrained(type.items, constraints.items, style)})${limits("array", constraints)}`;
    case "union":
      return unionOf(type.members.map((member) => constrained(member, constraints, style)));
    default:
      return schemaOf(type, style);
  }
}
