import type { TupleExpression, TypeExpression } from "../api-model/type-model.ts";
import type { RuntimeType } from "../names/runtime-symbols.ts";
import { literal } from "./literals.ts";

/** Local names in a file: imports may have aliases, and globals may be shadowed. */
export interface NamesInFile {
  /** A named type of the model. */
  typeName(name: string): string;
  /** A global name, such as `Blob`. */
  globalName(name: string): string;
  /** A type of the runtime. */
  runtimeType(name: RuntimeType): string;
}

/** Names without aliases. */
export const PLAIN_NAMES: NamesInFile = {
  typeName: (name) => name,
  globalName: (name) => name,
  runtimeType: (name) => name,
};

/** Every string, as a member of a union whose other strings an editor completes. */
export const ANY_STRING = "(string & {})";

/** A type expression as TypeScript. */
export function typeText(type: TypeExpression, names: NamesInFile = PLAIN_NAMES): string {
  switch (type.kind) {
    case "binary":
      return names.runtimeType("FileLike");
    case "blob":
      return names.globalName("Blob");
    case "binaryResponse":
      return names.runtimeType("BinaryResponse");
    case "literal":
      return literal(type.value);
    case "string":
      return type.besideKnown === true ? ANY_STRING : "string";
    case "number":
      return type.int64 ?? "number";
    case "array":
      return `${elementText(type.items, names)}[]`;
    case "tuple":
      return tupleText(type, names);
    case "map":
      return type.keys === undefined
        ? `{ [key: string]: ${typeText(type.values, names)} }`
        : `{ [Key in ${typeText(type.keys, names)}]?: ${typeText(type.values, names)} }`;
    case "union":
      // A 64-bit integer may have the text of another member.
      return [...new Set(type.members.map((member) => typeText(member, names)))].join(" | ");
    case "intersection":
      return type.members.map((member) => partText(member, names)).join(" & ");
    case "reference":
      return names.typeName(type.name);
    default:
      return type.kind;
  }
}

/** `[number, string?, ...unknown[]]` */
function tupleText({ items, required, rest }: TupleExpression, names: NamesInFile): string {
  const texts = items.map((item, index) =>
    index < required ? typeText(item, names) : `${elementText(item, names)}?`,
  );
  return `[${[...texts, ...(rest === undefined ? [] : [`...${elementText(rest, names)}[]`])].join(", ")}]`;
}

function elementText(type: TypeExpression, names: NamesInFile): string {
  const text = typeText(type, names);
  return type.kind === "union" || type.kind === "intersection" ? `(${text})` : text;
}

function partText(type: TypeExpression, names: NamesInFile): string {
  const text = typeText(type, names);
  return type.kind === "union" ? `(${text})` : text;
}
