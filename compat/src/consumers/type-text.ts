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
    case "tuple": {
      const items = type.items.map((item, index) =>
        index < type.required ? typeText(item, nameOf) : `(${typeText(item, nameOf)})?`,
      );
      const rest = type.rest === undefined ? [] : [`...Array<${typeText(type.rest, nameOf)}>`];
      return `[${[...items, ...rest].join(", ")}]`;
    }
    case "map":
      return type.keys === undefined
        ? `{ [key: string]: ${typeText(type.values, nameOf)} }`
        : `{ [Key in ${typeText(type.keys, nameOf)}]?: ${typeText(type.values, nameOf)} }`;
    case "union":
      return type.members.map((member) => typeText(member, nameOf)).join(" | ");
    case "intersection":
      return type.members.map((member) => `(${typeText(member, nameOf)})`).join(" & ");
    case "binary":
      return "Blob";
    case "binaryResponse":
      return "Response";
    default:
      return type.kind;
  }
}
