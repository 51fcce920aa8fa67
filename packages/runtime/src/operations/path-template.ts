import type { PathTemplate, WrittenOperation } from "./encoders.js";
import { hasParts, isAbsent, valueText } from "./query.js";
import { checkSendable } from "./unsendable.js";

/** A parameter of a path. */
interface PathPiece {
  readonly name: string;
  /** Whether its value may contain several segments. */
  readonly isSeveral: boolean;
  /** The text that follows it. */
  readonly tail: string;
}

/** Reads a path with parameters, such as `/v1/files/{id}`. */
export function pathTemplate(path: string): PathTemplate {
  const [start = "", ...rest] = path.split("{");
  const pieces = rest.map((text): PathPiece => {
    const [name = "", tail = ""] = text.split("}");
    const isSeveral = name.startsWith("+");
    return { name: isSeveral ? name.slice(1) : name, isSeveral, tail };
  });
  return {
    names: pieces.map(({ name }) => name),
    expand: (operation, values) => expanded(start, pieces, operation, values),
  };
}

function expanded(
  start: string,
  pieces: readonly PathPiece[],
  operation: WrittenOperation,
  values: Readonly<Record<string, unknown>>,
): string {
  const encode = operation["~encoders"]?.path;
  let path = start;
  for (const { name, isSeveral, tail } of pieces) {
    const value = values[name];
    // Most values contain nothing to encode or reject.
    const isPlain = typeof value === "string" && PLAIN.test(value);
    path +=
      (encode?.(operation, name, value) ??
        (isPlain ? value : segmentsOf(operation.id, name, value, isSeveral))) + tail;
  }
  return path;
}

const PLAIN = /^[\w-]+$/;

function segmentsOf(id: string, name: string, value: unknown, isSeveral: boolean): string {
  const where = `${id}: path parameter`;
  checkSendable(where, name, value, false);
  const text = valueText(value);
  const parts = isSeveral ? text.split("/") : [text];
  const problem = isAbsent(value)
    ? "is missing"
    : hasParts(value)
      ? "must be a string or a number"
      : parts.map(problemOf).find(Boolean);
  if (problem) throw new TypeError(`${where} ${name} ${problem}`);
  return parts.map(encodeURIComponent).join("/");
}

function problemOf(part: string): string | undefined {
  if (part === "") return "is empty or has an empty part";
  return part === "." || part === ".." ? `cannot be "${part}" or have such a part` : undefined;
}
