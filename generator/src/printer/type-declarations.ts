import type {
  IndexSignatureDeclarationStructure,
  InterfaceDeclarationStructure,
  OptionalKind,
  PropertySignatureStructure,
  StatementStructures,
} from "ts-morph";
import { matchesKey } from "../api-model/key-patterns.ts";
import { union } from "../api-model/type-expressions.ts";
import type {
  Direction,
  EnumType,
  KeyPattern,
  NamedType,
  ObjectType,
  Property,
  TypeExpression,
  UnionType,
} from "../api-model/type-model.ts";
import { INHERITED_NAMES } from "../names/words.ts";
import { commentText, lineComment } from "./comments.ts";
import type { Imports } from "./imports.ts";
import { literal, literalKey, propertyName, stringLiteral, templateText } from "./literals.ts";
import { StructureKind, VariableDeclarationKind } from "./structure-kind.ts";
import { ANY_STRING } from "./type-text.ts";

/** The declarations of a named type: an interface, a union, an alias, or an enum with its known values. */
export function typeDeclarations(type: NamedType, imports: Imports): readonly StatementStructures[] {
  switch (type.kind) {
    case "object":
      return [interfaceOf(type, imports)];
    case "enum":
      return enumDeclarations(type, imports);
    case "union":
      return [aliasOf(type.name, commentText(type.docs), unionText(type, imports))];
    case "alias":
      return [aliasOf(type.name, commentText(type.docs), imports.type(type.type))];
  }
}

/** The interface for the parameters of an operation. */
export function paramsInterface(
  name: string,
  doc: string,
  properties: readonly Property[],
  imports: Imports,
): InterfaceDeclarationStructure {
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name,
    docs: [doc],
    properties: properties.map((property) => propertySignature(property, "request", imports)),
  };
}

/** `export type Name = text;` */
export function aliasOf(name: string, doc: string, text: string): StatementStructures {
  return {
    kind: StructureKind.TypeAlias,
    isExported: true,
    name,
    type: text,
    ...(doc === "" ? {} : { docs: [doc] }),
  };
}

/** `export const name = initializer;` */
export function constantOf(
  name: string,
  doc: string,
  initializer: string,
  type?: string,
): StatementStructures {
  return {
    kind: StructureKind.VariableStatement,
    isExported: true,
    declarationKind: VariableDeclarationKind.Const,
    declarations: [{ name, initializer, ...(type === undefined ? {} : { type }) }],
    ...(doc === "" ? {} : { docs: [doc] }),
  };
}

function interfaceOf(type: ObjectType, imports: Imports): InterfaceDeclarationStructure {
  const doc = commentText(type.docs);
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name: type.name,
    ...(doc === "" ? {} : { docs: [doc] }),
    properties: type.properties.map((property) => propertySignature(property, type.direction, imports)),
    indexSignatures: [...indexSignatures(type, imports)],
  };
}

function propertySignature(
  property: Property,
  direction: Direction,
  imports: Imports,
): PropertySignatureStructure {
  const doc = commentText(property.docs);
  const text = property.required ? imports.type(property.type) : optionalText(property, imports);
  return {
    kind: StructureKind.PropertySignature,
    name: propertyName(property.name),
    type: property.required || direction === "response" || text === "unknown" ? text : `${text} | undefined`,
    hasQuestionToken: !property.required,
    ...(doc === "" ? {} : { docs: [doc] }),
  };
}

/**
 * The type of an optional property. An object without its own property `constructor` has the inherited one, which TypeScript compares
 * with the declared type: without it, `{}` would have an error.
 */
function optionalText({ name, type }: Property, imports: Imports): string {
  const text = imports.type(type);
  if (!INHERITED_NAMES.has(name) || text === "unknown") return text;
  return `${text} | typeof ${imports.globalName("Object")}.prototype.${name}`;
}

/** Signatures for additional properties: of those whose names match a pattern, and of all others. */
function indexSignatures(
  type: ObjectType,
  imports: Imports,
): readonly OptionalKind<IndexSignatureDeclarationStructure>[] {
  const { properties, patterns = [], additional } = type;
  const signature = (keyType: string, own: TypeExpression, named: readonly Property[]) => ({
    keyName: "key",
    keyType,
    returnType: signatureText(type, own, named, imports),
  });
  const all = [additional ?? [], patterns.map((pattern) => pattern.type)].flat(2);
  return [
    ...patterns.map(({ names, type: own }) =>
      signature(
        keyText(names),
        own,
        properties.filter(({ name }) => matchesKey(names, name)),
      ),
    ),
    ...(additional === undefined ? [] : [signature("string", union(all), properties)]),
  ];
}

/** An index signature must also allow the types of the properties that have such names, and `undefined` if one is optional. */
function signatureText(
  { direction }: ObjectType,
  own: TypeExpression,
  properties: readonly Property[],
  imports: Imports,
): string {
  const text = imports.type(union([own, ...properties.map(({ type }) => type)]));
  const mayBeAbsent = direction !== "response" || properties.some(({ required }) => !required);
  return mayBeAbsent && text !== "unknown" ? `${text} | undefined` : text;
}

/** `` `x-${string}` `` */
function keyText(pattern: KeyPattern): string {
  if (pattern.kind === "number") return `\`\${number}\``;
  const text = templateText(pattern.text);
  return pattern.kind === "prefix" ? `\`${text}\${string}\`` : `\`\${string}${text}\``;
}

function enumDeclarations(type: EnumType, imports: Imports): readonly StatementStructures[] {
  const { known } = type;
  const paragraphs = type.anyString === true ? ["Any other string is allowed, too."] : [];
  return [
    aliasOf(type.name, commentText(type.docs, { paragraphs }), openText(type, known, imports)),
    aliasOf(
      known,
      `The known values of {@link ${type.name}}.`,
      brokenUnion(type.values.map(({ value }) => literal(value))),
    ),
    constantOf(
      type.name,
      `The known values of {@link ${type.name}}, for \`${type.name}.…\` and \`isKnown(${type.name}, value)\`.`,
      `/* @__PURE__ */ ${imports.globalName("Object")}.freeze(${valuesObject(type)} as const)`,
    ),
  ];
}

/** The known values, and those that the API may add: strings and numbers, but no booleans. */
function openText({ values, anyString }: EnumType, known: string, imports: Imports): string {
  if (anyString === true) return `${known} | ${ANY_STRING}`;
  const kinds = new Set(values.map(({ value }) => typeof value));
  if (kinds.size === 1)
    return `${imports.runtimeType(kinds.has("number") ? "OpenNumber" : "Open")}<${known}>`;
  const strings = kinds.has("string") ? [imports.runtimeType("Unrecognized")] : [];
  const numbers = kinds.has("number") ? [imports.runtimeType("UnrecognizedNumber")] : [];
  return [known, ...strings, ...numbers].join(" | ");
}

function valuesObject(type: EnumType): string {
  const lines = type.values.flatMap(({ key, value, description }) => [
    ...(description === undefined || description === "" ? [] : [`  ${lineComment(description)}`]),
    `  ${literalKey(key)}: ${literal(value)},`,
  ]);
  return `{\n${lines.join("\n")}\n}`;
}

function unionText(type: UnionType, imports: Imports): string {
  const members = type.members.map((member) => imports.type(member));
  const { discriminator, discriminatorType, fallback } = type;
  if (discriminator === undefined || discriminatorType === "boolean") return brokenUnion(members);
  const isNumber = discriminatorType === "number";
  if (fallback !== undefined) {
    // Its property may be any other string, which would not tell it from the others.
    const unknown = imports.runtimeType(isNumber ? "UnrecognizedNumber" : "Unrecognized");
    const other = imports.type(fallback);
    const narrowed = `(${other} & { ${propertyName(discriminator)}?: ${unknown} })`;
    return brokenUnion(members.map((member) => (member === other ? narrowed : member)));
  }
  const value = isNumber ? `, ${imports.runtimeType("UnrecognizedNumber")}` : "";
  const unknown = `${imports.runtimeType("UnrecognizedVariant")}<${stringLiteral(discriminator)}${value}>`;
  return brokenUnion([...members, unknown]);
}

/** A union on one line if it fits, otherwise with one member per line. */
function brokenUnion(members: readonly string[]): string {
  const line = members.join(" | ");
  return line.length <= 80 ? line : members.map((member) => `\n  | ${member}`).join("");
}
