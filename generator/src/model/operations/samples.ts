import { sample } from "openapi-sampler";
import { sortedEntries } from "../../api-model/order.ts";
import type { OperationSample } from "../../api-model/requests.ts";
import type { JsonValue } from "../../api-model/type-model.ts";
import type { ExampleObject, MediaTypeObject, ParameterObject, Schema } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { multiplies } from "../samples/expansion.ts";
import { isObject } from "../samples/json-values.ts";
import { fitted, isFitting } from "../samples/sample-values.ts";
import type { ArgumentNames } from "./argument-names.ts";
import { distinctValues, type PathValue } from "./distinct-address.ts";
import { parameterSchema } from "./parameters.ts";
import type { RawParams, RawPayload } from "./raw-model.ts";

/** The parameters of an operation that are sent neither in the path nor in the body. */
export interface OtherParameters {
  readonly others: readonly Located<ParameterObject>[];
  readonly names: ArgumentNames;
}

/**
 * Arguments for the path parameters: valid examples of the document, or else values that the schemas allow. Other values are used if
 * the address would match another operation.
 */
export function pathSample(
  context: ModelContext,
  operation: { readonly method: string; readonly path: string },
  inPath: readonly Located<ParameterObject>[],
  names: ArgumentNames,
): OperationSample["path"] {
  const values = inPath.map((parameter): PathValue => {
    const schema = parameterSchema(context, parameter);
    return { name: parameter.value.name, schema, value: parameterSample(context, parameter) };
  });
  const distinct = distinctValues(context, operation, values);
  return Object.fromEntries(
    inPath.map(({ value }, index) => [names.get(value) ?? value.name, distinct[index] ?? null]),
  );
}

/** The other arguments, in the order of the parameters. */
export function paramsSample(
  context: ModelContext,
  { others, names }: OtherParameters,
  payload: RawPayload | undefined,
  params: RawParams | undefined,
): OperationSample["params"] {
  const given = others.filter(
    (parameter) => parameter.value.required === true || exampleOf(context, parameter) !== undefined,
  );
  const own = Object.fromEntries(given.map(argumentOf(context, names)));
  const order = params?.properties.map(({ name }) => name) ?? [];
  return inOrder({ ...own, ...bodySample(context, payload) }, order);
}

function argumentOf(context: ModelContext, names: ArgumentNames) {
  return (parameter: Located<ParameterObject>) =>
    [names.get(parameter.value) ?? parameter.value.name, parameterSample(context, parameter)] as const;
}

function bodySample(
  context: ModelContext,
  body: RawPayload | undefined,
): { readonly [name: string]: JsonValue } {
  if (body === undefined) return {};
  const { encoding, parameter } = body.model;
  const value = sampleValue(context, body.media, body.schema ?? { value: true, pointer: body.media.pointer });
  if (parameter === undefined) {
    const types = new Map(body.properties.map((property) => [property.name, property]));
    const entries = Object.entries(isObject(value) ? value : {}).flatMap(([name, own]) => {
      // A part in a format that callers encode themselves.
      const isText = types.get(name)?.type.kind === "string" && typeof own !== "string";
      if (!isText) return [[name, own] as const];
      return types.get(name)?.required === true ? [[name, "value"] as const] : [];
    });
    return Object.fromEntries(entries);
  }
  return { [parameter]: encoding === "text" || encoding === "binary" ? textOf(value) : value };
}

function textOf(value: JsonValue): string {
  return typeof value === "object" ? "content" : String(value);
}

/** The values of parameters, which many operations share. */
const ofParameters = new WeakMap<ModelContext, Map<ParameterObject, JsonValue>>();

function parameterSample(context: ModelContext, parameter: Located<ParameterObject>): JsonValue {
  const known = ofParameters.get(context) ?? new Map<ParameterObject, JsonValue>();
  ofParameters.set(context, known);
  const value =
    known.get(parameter.value) ?? sampleValue(context, parameter, parameterSchema(context, parameter));
  known.set(parameter.value, value);
  return value;
}

/** The example if it is valid, or else a value that the schema allows. */
function sampleValue(
  context: ModelContext,
  holder: Located<MediaTypeObject | ParameterObject>,
  schema: Located<Schema>,
): JsonValue {
  const example = exampleOf(context, holder);
  const isUsed = example !== undefined && isFitting(context, schema, example);
  return fitted(context, schema, isUsed ? example : sampled(context, schema.value));
}

/** `example`, or the first of `examples`. */
function exampleOf(
  context: ModelContext,
  { value, pointer }: Located<MediaTypeObject | ParameterObject>,
): JsonValue | undefined {
  if (value.example !== undefined) return value.example as JsonValue;
  const [first] = sortedEntries(value.examples ?? {});
  if (first === undefined) return undefined;
  const example = context.resolve<ExampleObject>(first[1], [...pointer, "examples", first[0]]);
  return (example.value.value ?? example.value.dataValue) as JsonValue | undefined;
}

/** A value of the whole schema. `undefined` if the library finds none or would take too long, as for recursive schemas. */
function sampled(context: ModelContext, schema: Schema): JsonValue | undefined {
  if (typeof schema === "boolean") return "value";
  if (multiplies(context, schema)) return undefined;
  const written: object = schema;
  try {
    const made = quietly(() => sample(written, { skipReadOnly: true, quiet: true }, context.document.root));
    return made === undefined ? undefined : (JSON.parse(JSON.stringify(made)) as JsonValue);
  } catch {
    // The library fails on long chains of references, and on some contradictions.
    return "value";
  }
}

/** Silences the library, which prints some contradictions even with `quiet`. Samples are later adjusted to their schemas. */
function quietly<Result>(make: () => Result): Result {
  const { warn } = console;
  console.warn = () => {};
  try {
    return make();
  } finally {
    console.warn = warn;
  }
}

/** Parameters in the order of the operation. Objects in their values are sorted, so that the result is deterministic. */
function inOrder(
  params: { readonly [name: string]: JsonValue },
  order: readonly string[],
): OperationSample["params"] {
  const entries = Object.entries(params).map(([name, value]) => [name, sortedValue(value)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
}

function sortedValue(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => sortedValue(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(sortedEntries(value).map(([key, item]) => [key, sortedValue(item)]));
}
