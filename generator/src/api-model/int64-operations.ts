import type { OperationModel } from "./api-model.ts";
import { all, type Int64Finder, type Int64Places } from "./int64-places.ts";
import type { Property } from "./type-model.ts";

/** The locations of exact 64-bit integers in the request and the responses of an operation. */
export interface Int64Operation {
  /** The parameters in which an integer is part of something else, by the names that callers use. */
  readonly params: readonly (readonly [name: string, places: Int64Places])[];
  /** The responses by status. */
  readonly responses: readonly (readonly [status: string, places: Int64Places])[];
}

/** The places of 64-bit integers in an operation; undefined if there are none that need code. */
export function int64InOperation(operation: OperationModel, finder: Int64Finder): Int64Operation | undefined {
  const params = paramsOf(operation, finder);
  const responses = responsesOf(operation, finder);
  return params.length + responses.length === 0 ? undefined : { params, responses };
}

/** A parameter outside the body that is an integer, or several, is text in any case. */
function paramsOf(operation: OperationModel, finder: Int64Finder): Int64Operation["params"] {
  const { params, pathParameters, body, pathStyles, query, headers, cookies } = operation;
  const json = new Set(
    [...pathStyles, ...query, ...cookies].filter(({ content }) => content !== undefined).map(callerName),
  );
  const alone = [...query, ...headers, ...cookies].map(callerName);
  const outside = new Set([...pathParameters.map(({ name }) => name), ...alone]);
  const alternatives = body?.choice?.alternatives.flatMap((each) => each.params.properties) ?? [];
  const found = new Map<string, Int64Places[]>();
  const add = ({ name, type }: Property): void => {
    const places = finder.placesIn(type);
    const isText = outside.has(name) && !json.has(name) && places !== undefined && isFlat(places);
    if (places !== undefined && !isText) found.set(name, [...(found.get(name) ?? []), places]);
  };
  for (const property of [...pathParameters, ...(params?.properties ?? []), ...alternatives]) add(property);
  return [...found].flatMap(([name, places]) => {
    const every = all(places);
    return every === undefined ? [] : [[name, every] as const];
  });
}

function callerName({ name, property }: { readonly name: string; readonly property?: string }): string {
  return property ?? name;
}

function isFlat(places: Int64Places): boolean {
  return places.kind === "int64" || (places.kind === "array" && places.items.kind === "int64");
}

function responsesOf(
  { response, call, errors }: OperationModel,
  finder: Int64Finder,
): Int64Operation["responses"] {
  const item = call.kind === "streamed" ? finder.placesIn(call.item) : undefined;
  const successes = response.successes ?? [{ status: "2XX", type: response.type }];
  const all2xx = successes.map(({ status, type }) => [status, all([finder.placesIn(type), item])] as const);
  const found = [...all2xx, ...errors.map(({ status, type }) => [status, finder.placesIn(type)] as const)];
  return found.flatMap(([status, places]) => (places === undefined ? [] : [[status, places] as const]));
}
