import type { TypeExpression } from "@copilot-sdk/generator";

/** Returns the name of a type in a program. */
export type NameOf = (type: string) => string;

/** A type expression as TypeScript. */
export function typeText(type: TypeExpression, nameOf: NameOf): string {
  switch (type.kind) {
    case "reference":
      return nameOf(type.name);
    case "literal":
      return JSON.stringify(type.value);
    case "array":
      return `Array<${typeText(type.items, nameOf)}>`;
    case "map":
      return `{ [key: string]: ${typeText(type.values, nameOf)} }`;
    case "union":
      return type.members.map((member) => typeText(member, nameOf)).join(" | ");
    case "intersection":
      return type.members.map((member) => `(${typeText(member, nameOf)})`).join(" & ");
    case "binary":
      return "Blob";
    default:
      return type.kind;
  }
}
