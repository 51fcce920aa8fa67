import type { StreamChoice } from "../../api-model/calls.ts";
import type { RawProperty } from "../../api-model/raw-types.ts";
import { withoutAliases, withoutNull } from "../../api-model/type-expressions.ts";
import type { TypeExpression } from "../../api-model/type-model.ts";
import type { StreamExtension } from "../../spec/index.ts";
import type { TypeBuilder } from "../schemas/type-builder.ts";

/**
 * The parameter that requests a stream: the configured one, a boolean named `stream`, or the only one with exactly one value such as
 * `streaming`.
 */
export function streamChoice(
  types: TypeBuilder,
  parameters: readonly RawProperty[],
  { parameter, value }: Pick<StreamExtension, "parameter" | "value">,
): StreamChoice | undefined {
  const choices = parameters
    .filter(({ name }) => parameter === undefined || name === parameter)
    .flatMap((own) => choiceOf(types, own, value) ?? []);
  const [usual] = choices.filter((own) => own.parameter === parameter || own.parameter === "stream");
  if (usual !== undefined) return usual;
  const named = choices.filter(({ stream }) => stream !== true);
  return named.length === 1 ? named[0] : undefined;
}

/** A value that requests a stream. */
const STREAMED =
  /^(stream(ing|ed)?|sse|server[-_ ]?sent[-_ ]?events?|event[-_ ]?stream|text\/event-stream)$/i;

function choiceOf(
  types: TypeBuilder,
  { name, type, required, constraints }: RawProperty,
  value: string | undefined,
): StreamChoice | undefined {
  const known = knownValues(types, type);
  const asking = known.filter((own) => (value === undefined ? isStreamed(own) : String(own) === value));
  const [stream] = asking;
  if (asking.length !== 1 || stream === undefined || stream === false) return undefined;
  const others = known.flatMap((own) => (own === true || own === stream ? [] : [own]));
  if (stream !== true && others.length === 0) return undefined;
  const isDefault = !required && constraints?.default === stream;
  return { parameter: name, stream, others, ...(isDefault && { isDefault }) };
}

function isStreamed(value: boolean | string): boolean {
  return typeof value === "string" ? STREAMED.test(value) : value;
}

/** The values of a type of only booleans, or only strings with listed values. Otherwise empty. */
function knownValues(types: TypeBuilder, type: TypeExpression): readonly (boolean | string)[] {
  const written = withoutNull(withoutAliases(withoutNull(type), (name) => types.typeNamed(name)));
  const members = written.kind === "union" ? written.members : [written];
  const values = members.map((member) => valuesOf(types, member));
  const all = values.every((own) => own !== undefined) ? values.flat() : [];
  return new Set(all.map((own) => typeof own)).size === 1 ? all : [];
}

function valuesOf(types: TypeBuilder, type: TypeExpression): readonly (boolean | string)[] | undefined {
  if (type.kind === "boolean") return [true, false];
  if (type.kind === "literal") return scalars([type.value]);
  const named = type.kind === "reference" ? types.typeNamed(type.name) : undefined;
  return named?.kind === "enum" ? scalars(named.values.map(({ value }) => value)) : undefined;
}

function scalars(values: readonly unknown[]): readonly (boolean | string)[] | undefined {
  const own = values.filter((value) => typeof value === "boolean" || typeof value === "string");
  return own.length === values.length ? own : undefined;
}
