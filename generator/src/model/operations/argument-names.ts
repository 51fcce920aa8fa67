import { parameterHint } from "../../hints/index.ts";
import type { ParameterObject } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import type { KeptArguments } from "./kept-arguments.ts";

/** The property in which callers pass each parameter of an operation. */
export type ArgumentNames = ReadonlyMap<ParameterObject, string>;

/** The other arguments of an operation. */
export interface OtherArguments {
  /** The property of the whole body. Default: none. */
  readonly whole?: string | undefined;
  /** The properties of the body that callers pass next to the parameters. Default: none. */
  readonly inBody?: readonly string[];
}

/**
 * Callers pass all parameters in one object, each under its name, or under the one that a hint in the document gives it. The query
 * parameter `tags[]` is `tags`, unless something else has that name. If another parameter has the name already, it is prefixed with the
 * location: beside `id` in the path, `id` in the query is `queryId`, and `job_id` is `query_job_id`. A parameter keeps the property that it
 * had before.
 *
 * @param parameters Path parameters first.
 */
export function argumentNames(
  parameters: readonly Located<ParameterObject>[],
  kept: KeptArguments,
  { whole, inBody = [] }: OtherArguments = {},
): ArgumentNames {
  const names = new Map<ParameterObject, string>();
  const used = new Set(whole === undefined ? [] : [whole]);
  for (const { value } of parameters) {
    const former = kept.former(value);
    if (former === undefined || used.has(former)) continue;
    used.add(former);
    names.set(value, former);
  }
  const written = parameters.map(({ value }) => value.name);
  for (const { value } of parameters) {
    if (names.has(value)) continue;
    const plain = plainName(value);
    const isFree = ![...used, ...inBody, ...written].includes(plain);
    const name = isFree ? plain : firstFree(value, new Set([...used, ...inBody]));
    used.add(name);
    names.set(value, name);
  }
  return names;
}

/** Reports parameters that callers pass under a name other than the one that is sent. */
export function reportRenamed(
  context: ModelContext,
  parameters: readonly Located<ParameterObject>[],
  names: ArgumentNames,
): void {
  for (const { value, pointer } of parameters) {
    const property = names.get(value) ?? value.name;
    const name = parameterHint(value) ?? value.name;
    if (property !== name && property !== plainName(value))
      context.report("parameter-clash", { name, property }, pointer);
  }
}

/** The name of a query parameter without the brackets that some servers require of arrays. */
function plainName(parameter: ParameterObject): string {
  const name = parameterHint(parameter) ?? parameter.name;
  return parameter.in === "query" && name.length > 2 && name.endsWith("[]") ? name.slice(0, -2) : name;
}

function firstFree(parameter: ParameterObject, used: ReadonlySet<string>): string {
  const name = parameterHint(parameter) ?? parameter.name;
  const location = parameter.in;
  if (!used.has(name)) return name;
  const isSnake = name.includes("_");
  const other = isSnake
    ? `${location}_${name}`
    : `${location}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? other : `${other}${number}`;
    if (!used.has(candidate)) return candidate;
  }
}
