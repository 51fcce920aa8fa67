import type { JsonValue } from "../model/type-model.ts";

/** The longest literal that stays on one line. */
const LINE_WIDTH = 96;

/**
 * A JSON value as a TypeScript expression. Strings are escaped as JSON escapes them, so no text of a document
 * can end its literal; `__proto__` is a computed key, so it stays a property.
 */
export function literal(value: JsonValue, indentation = ""): string {
  if (typeof value === "string") return stringLiteral(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    return bracketed(["[", "]"], indentation, (inner) =>
      value.map((item: JsonValue) => literal(item, inner)),
    );
  }
  return objectText(indentation, (inner) =>
    Object.entries(value).map(([key, item]) => `${literalKey(key)}: ${literal(item, inner)}`),
  );
}

/** An object literal of entries such as `key: value`: on one line where that fits, otherwise an entry a line. */
export function objectText(indentation: string, entries: (inner: string) => readonly string[]): string {
  return bracketed(["{ ", " }"], indentation, entries);
}

function bracketed(
  [open, close]: readonly [string, string],
  indentation: string,
  itemsAt: (inner: string) => readonly string[],
): string {
  const inner = `${indentation}  `;
  const items = itemsAt(inner);
  if (items.length === 0) return open.trim() + close.trim();
  const line = open + items.join(", ") + close;
  if (indentation.length + line.length <= LINE_WIDTH && !line.includes("\n")) return line;
  return `${open.trim()}\n${items.map((item) => `${inner}${item},\n`).join("")}${indentation}${close.trim()}`;
}

/** The key of an object literal for a property of any name. */
export function literalKey(name: string): string {
  return name === "__proto__" ? '["__proto__"]' : propertyName(name);
}

/** The name of a property in a type: as it is where that is an identifier, quoted otherwise. */
export function propertyName(name: string): string {
  return isIdentifier(name) ? name : stringLiteral(name);
}

/** How a property of an expression is read: `.name`, or `["na-me"]`. */
export function propertyAccess(name: string): string {
  return isIdentifier(name) ? `.${name}` : `[${stringLiteral(name)}]`;
}

/** The same of an expression that may be undefined: `?.name`, or `?.["na-me"]`. */
export function optionalAccess(name: string): string {
  return isIdentifier(name) ? `?.${name}` : `?.[${stringLiteral(name)}]`;
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

/**
 * A string as a literal of TypeScript. Line separators, which JSON leaves alone, are escaped, too; and a backslash at
 * the end is written as its number, because ts-morph's writer takes the quote after it for an escaped one.
 */
export function stringLiteral(text: string): string {
  return JSON.stringify(text)
    .replace(/\\\\"$/, '\\u005c"')
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}
