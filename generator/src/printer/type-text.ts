import type { TypeExpression } from "../model/api-model.ts";
import { literal } from "./literals.ts";

/** Names as they are called in one file: an import may have another name there. */
export type NameInFile = (name: string) => string;

/** A type expression as TypeScript. */
export function typeText(type: TypeExpression, nameInFile: NameInFile = (name) => name): string {
  switch (type.kind) {
    case "binary":
      return "Blob";
    case "literal":
      return literal(type.value);
    case "array":
      return `${elementText(type.items, nameInFile)}[]`;
    case "map":
      return `{ [key: string]: ${typeText(type.values, nameInFile)} }`;
    case "union":
      return type.members.map((member) => typeText(member, nameInFile)).join(" | ");
    case "intersection":
      return type.members.map((member) => partText(member, nameInFile)).join(" & ");
    case "reference":
      return nameInFile(type.name);
    default:
      return type.kind;
  }
}

function elementText(type: TypeExpression, nameInFile: NameInFile): string {
  const text = typeText(type, nameInFile);
  return type.kind === "union" || type.kind === "intersection" ? `(${text})` : text;
}

function partText(type: TypeExpression, nameInFile: NameInFile): string {
  const text = typeText(type, nameInFile);
  return type.kind === "union" ? `(${text})` : text;
}
