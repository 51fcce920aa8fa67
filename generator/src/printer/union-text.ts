import type { SharedProperties, UnionType } from "../api-model/type-model.ts";
import type { Imports } from "./imports.ts";
import { propertyName, stringLiteral } from "./literals.ts";

/** The members of a union, and the one for unknown variants if its members are distinguished by a property. */
export function unionText(type: UnionType, imports: Imports): string {
  const members = type.members.map((member) => imports.type(member));
  const { discriminator, discriminatorType, fallback, shared } = type;
  if (discriminator === undefined || discriminatorType === "boolean") return brokenUnion(members);
  const isNumber = discriminatorType === "number";
  if (fallback !== undefined) {
    // Its property may be any other string, which would not tell it from the others.
    const unknown = imports.runtimeType(isNumber ? "UnrecognizedNumber" : "Unrecognized");
    const other = imports.type(fallback);
    const narrowed = `(${other} & { ${propertyName(discriminator)}?: ${unknown} })`;
    return brokenUnion(members.map((member) => (member === other ? narrowed : member)));
  }
  return brokenUnion([...members, unknownVariant({ discriminator, isNumber, shared }, imports)]);
}

/** What the unknown variants of a union have. */
export interface UnknownVariant {
  readonly discriminator: string;
  /** Whether numbers distinguish the variants. Default: no. */
  readonly isNumber?: boolean;
  readonly shared: SharedProperties | undefined;
}

/** The member of a union for unknown variants. They may lack the properties that all known variants have. */
export function unknownVariant(
  { discriminator, isNumber = false, shared }: UnknownVariant,
  imports: Imports,
): string {
  const value = isNumber ? `, ${imports.runtimeType("UnrecognizedNumber")}` : "";
  const variant = `${imports.runtimeType("UnrecognizedVariant")}<${stringLiteral(discriminator)}${value}>`;
  if (shared === undefined) return variant;
  const [partial, pick] = [imports.globalName("Partial"), imports.globalName("Pick")];
  const names = shared.names.map((name) => stringLiteral(name));
  const line = names.join(" | ");
  const keys = line.length <= 80 ? ` ${line}` : `${names.map((name) => `\n      | ${name}`).join("")}\n    `;
  return `(${variant} & ${partial}<${pick}<${imports.typeName(shared.owner)},${keys}>>)`;
}

/** A union on one line if it fits, otherwise with one member per line. */
export function brokenUnion(members: readonly string[]): string {
  const line = members.join(" | ");
  return line.length <= 80 ? line : members.map((member) => `\n  | ${member}`).join("");
}
