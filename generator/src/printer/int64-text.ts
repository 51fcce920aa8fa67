import type { Int64Operation } from "../api-model/int64-operations.ts";
import type { Int64Places } from "../api-model/int64-places.ts";
import type { Int64Type } from "../api-model/type-model.ts";
import { literal, literalKey, objectText } from "./literals.ts";

/** The constant with the places in a named type. */
export function placesName(type: string): string {
  return `${type}Int64`;
}

/**
 * Places as code. A named type is a function, since types may contain each other and be declared in any order.
 *
 * @param constant The local name of the constant of a type.
 */
export function placesText(
  places: Int64Places,
  constant: (type: string) => string,
  indentation = "",
): string {
  const write = (inner: Int64Places, at: string): string => placesText(inner, constant, at);
  switch (places.kind) {
    case "int64":
      return "true";
    case "named":
      return `() => ${constant(places.name)}`;
    case "array":
      return objectText(indentation, (inner) => [`items: ${write(places.items, inner)}`]);
    case "tuple":
      return objectText(indentation, (inner) => [
        `tuple: [${places.items.map((item) => (item === null ? "null" : write(item, inner))).join(", ")}]`,
        ...(places.rest === undefined ? [] : [`rest: ${write(places.rest, inner)}`]),
      ]);
    case "all":
      return objectText(indentation, (inner) => [
        `all: [${places.parts.map((part) => write(part, inner)).join(", ")}]`,
      ]);
    case "variants":
      return objectText(indentation, (inner) => [
        `property: ${literal(places.property)}`,
        `variants: ${entriesText(places.variants, constant, inner)}`,
      ]);
    case "object":
      return objectText(indentation, (inner) => [
        `properties: ${entriesText(places.properties, constant, inner)}`,
        ...(places.others === undefined ? [] : [`others: ${write(places.others, inner)}`]),
        ...(places.plain === undefined ? [] : [`plain: ${literal(places.plain, inner)}`]),
      ]);
  }
}

/** The member `int64` of an operation. Parameters are only needed for strings, since any bigint is an integer. */
export function int64Text(
  { params, responses }: Int64Operation,
  as: Int64Type,
  constant: (type: string) => string,
  indentation: string,
): string | undefined {
  const isString = as === "string";
  if (!isString && responses.length === 0) return undefined;
  return objectText(indentation, (inner) => [
    ...(isString ? ['as: "string"'] : []),
    ...(isString && params.length > 0
      ? [`params: ${placesText({ kind: "object", properties: params }, constant, inner)}`]
      : []),
    ...(responses.length > 0 ? [`responses: ${entriesText(responses, constant, inner)}`] : []),
  ]);
}

function entriesText(
  entries: readonly (readonly [name: string, places: Int64Places | null])[],
  constant: (type: string) => string,
  indentation: string,
): string {
  return objectText(indentation, (inner) =>
    entries.map(
      ([name, places]) =>
        `${/^[1-9]\d*$/.test(name) ? name : literalKey(name)}: ${places === null ? "null" : placesText(places, constant, inner)}`,
    ),
  );
}
