import type { OperationDefinition } from "./operation.js";
import { propertyOf } from "./parameters.js";
import { hasParts, isAbsent, valueText } from "./query.js";
import { checkSendable } from "./unsendable.js";

/** The data that all calls of an operation need, derived from its definition once. */
export interface OperationPlan {
  /** The path up to its first parameter. */
  readonly start: string;
  /** The parameters of the path, each with the text that follows it. */
  readonly pieces: readonly PathPiece[];
  /** The parameters that are sent in the path, query, headers or cookies, and so are not part of the body. */
  readonly outsideBody: ReadonlySet<string>;
}

interface PathPiece {
  readonly name: string;
  /** Whether its value may contain several segments. */
  readonly isSeveral: boolean;
  readonly tail: string;
}

/** The plan of an operation. It is created once. */
export function planOf(operation: OperationDefinition): OperationPlan {
  let plan = plans.get(operation);
  if (plan === undefined) {
    const { path, query = [], headers = [], cookies = [] } = operation;
    const [start = "", ...rest] = path.split("{");
    const pieces = rest.map((text): PathPiece => {
      const [name = "", tail = ""] = text.split("}");
      const isSeveral = name.startsWith("+");
      return { name: isSeveral ? name.slice(1) : name, isSeveral, tail };
    });
    const outside = [...pieces, ...query, ...headers, ...cookies];
    plan = { start, pieces, outsideBody: new Set(outside.map(propertyOf)) };
    plans.set(operation, plan);
  }
  return plan;
}

/**
 * The path with its values. A value cannot change the rest of the path: reserved characters are encoded, and the segments `.`,
 * `..` and empty ones, which would lead to another path, are rejected.
 *
 * @throws TypeError if a value is missing or rejected.
 */
export function expandPath(
  { start, pieces }: OperationPlan,
  operation: OperationDefinition,
  params: Readonly<Record<string, unknown>>,
): string {
  const encode = operation["~encoders"]?.path;
  let path = start;
  for (const { name, isSeveral, tail } of pieces) {
    const value = params[name];
    // Most values contain nothing to encode or reject.
    const isPlain = typeof value === "string" && PLAIN.test(value);
    path +=
      (encode?.(operation, name, value) ??
        (isPlain ? value : segmentsOf(operation.id, name, value, isSeveral))) + tail;
  }
  return path;
}

const plans = new WeakMap<OperationDefinition, OperationPlan>();
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
