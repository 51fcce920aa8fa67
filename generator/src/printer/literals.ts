import type { SampleValue } from "../api-model/type-model.ts";

/** The maximum length of a literal on one line. */
const LINE_WIDTH = 96;

/**
 * A JSON value as a TypeScript expression. Strings are escaped as in JSON, so no text of a document can end its literal.
 * `__proto__` becomes a computed key, so that it is an ordinary property.
 */
export function literal(value: SampleValue, indentation = ""): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "string") return stringLiteral(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    return bracketed(["[", "]"], indentation, (inner) =>
      value.map((item: SampleValue) => literal(item, inner)),
    );
  }
  return objectText(indentation, (inner) =>
    Object.entries(value).map(([key, item]) => `${literalKey(key)}: ${literal(item, inner)}`),
  );
}

/** An object literal with entries such as `key: value`, on one line if it fits, otherwise with one entry per line. */
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

/** The key of a property in an object literal. */
export function literalKey(name: string): string {
  return name === "__proto__" ? '["__proto__"]' : propertyName(name);
}

/** The name of a property in a type, quoted if it is not an identifier. */
export function propertyName(name: string): string {
  return isIdentifier(name) ? name : stringLiteral(name);
}

/** Property access: `.name` or `["na-me"]`. */
export function propertyAccess(name: string): string {
  return isIdentifier(name) ? `.${name}` : `[${stringLiteral(name)}]`;
}

/** Optional property access: `?.name` or `?.["na-me"]`. */
export function optionalAccess(name: string): string {
  return isIdentifier(name) ? `?.${name}` : `?.[${stringLiteral(name)}]`;
}

/** A text within a template literal. */
export function templateText(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${");
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

/**
 * A TypeScript string literal. Unlike in JSON, line separators are escaped. A trailing backslash is written as a Unicode escape,
 * because ts-morph would treat the quote after it as escaped.
 */
export function stringLiteral(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  return JSON.stringify(text)
    .replace(/\\\\"$/, '\\u005c"')
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

/** Text without quotes, backslashes and other characters that may be escaped. */
const PLAIN = /^[ !#-[\]-~]*$/;
