import type { OperationDefinition } from "./operation.js";

/** The names of the parameters in a path template. */
export function pathParameters(path: string): string[] {
  return Array.from(path.matchAll(PLACEHOLDER), (match) => match[2] ?? "");
}

/**
 * A path with its values in it. A value cannot leave its place: what has a meaning in an address is encoded, and the
 * parts `.`, `..` and empty ones, which would name another path, are refused.
 *
 * @throws TypeError when a value is missing or refused.
 */
export function expandPath(
  operation: OperationDefinition,
  params: Readonly<Record<string, unknown>>,
): string {
  return operation.path.replace(PLACEHOLDER, (_, several: string, name: string) => {
    const refuse = (problem: string): TypeError =>
      new TypeError(`${operation.id}: path parameter ${name} ${problem}`);
    const value = textOf(params[name], refuse);
    const parts = several === "+" ? value.split("/") : [value];
    return parts.map((part) => encodePart(part, refuse)).join("/");
  });
}

const PLACEHOLDER = /\{(\+?)([^{}]+)\}/g;

type Refuse = (problem: string) => TypeError;

function textOf(value: unknown, refuse: Refuse): string {
  if (value === undefined || value === null) throw refuse("is missing");
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object" || typeof value === "function" || typeof value === "symbol") {
    throw refuse("must be a text or a number");
  }
  return String(value);
}

function encodePart(part: string, refuse: Refuse): string {
  if (part === "") throw refuse("is empty or has an empty part");
  if (part === "." || part === "..") throw refuse(`cannot be "${part}" or have such a part`);
  try {
    return encodeURIComponent(part);
  } catch {
    throw refuse("is no valid Unicode text");
  }
}
