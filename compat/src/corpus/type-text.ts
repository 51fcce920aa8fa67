import type { TypeExpression } from "@copilot-sdk/generator";

/** A type expression as TypeScript, with the names of types in a namespace. */
export function typeText(type: TypeExpression, namespace: string): string {
  switch (type.kind) {
    case "reference":
      return `${namespace}.${type.name}`;
    case "literal":
      return JSON.stringify(type.value);
    case "array":
      return `Array<${typeText(type.items, namespace)}>`;
    case "map":
      return `{ [key: string]: ${typeText(type.values, namespace)} }`;
    case "union":
      return type.members.map((member) => typeText(member, namespace)).join(" | ");
    case "intersection":
      return type.members.map((member) => `(${typeText(member, namespace)})`).join(" & ");
    case "binary":
      return "Blob";
    default:
      return type.kind;
  }
}
