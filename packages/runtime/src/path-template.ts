import type { OperationDefinition } from "./operation.js";

/** A path with its values in it, and the names of the parameters that they came from. */
export interface ExpandedPath {
  readonly path: string;
  readonly names: readonly string[];
}

/**
 * A path with its values in it. A value cannot leave its place: what has a meaning in an address is encoded, and the
 * parts `.`, `..` and empty ones, which would name another path, are refused.
 *
 * @throws TypeError when a value is missing or refused.
 */
export function expandPath(
  { id, path }: OperationDefinition,
  params: Readonly<Record<string, unknown>>,
): ExpandedPath {
  const [start = "", ...pieces] = path.split("{");
  const names: string[] = [];
  let expanded = start;
  for (const piece of pieces) {
    const end = piece.indexOf("}");
    const isSeveral = piece.startsWith("+");
    const name = piece.slice(isSeveral ? 1 : 0, end);
    names.push(name);
    expanded += valueInPath(id, name, params[name], isSeveral) + piece.slice(end + 1);
  }
  return { path: expanded, names };
}

const PLAIN = /^[\w-]+$/;
const UNPAIRED_SURROGATE = /\p{Surrogate}/u;

function valueInPath(id: string, name: string, value: unknown, isSeveral: boolean): string {
  // Most values need no care.
  if (typeof value === "string" && PLAIN.test(value)) return value;
  const text = value instanceof Date ? value.toISOString() : String(value);
  const parts = isSeveral ? text.split("/") : [text];
  const problem = problemOf(value) ?? parts.map(problemOfPart).find(Boolean);
  if (problem) throw new TypeError(`${id}: path parameter ${name} ${problem}`);
  return parts.map((part) => encodeURIComponent(part)).join("/");
}

function problemOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return "is missing";
  const isText = value instanceof Date || !/object|function|symbol/.test(typeof value);
  return isText ? undefined : "must be a text or a number";
}

function problemOfPart(part: string): string | undefined {
  if (part === "") return "is empty or has an empty part";
  if (part === "." || part === "..") return `cannot be "${part}" or have such a part`;
  return UNPAIRED_SURROGATE.test(part) ? "is no valid Unicode text" : undefined;
}
