import type { PropertyPath } from "../../api-model/paging.ts";
import type { ArrayShape, ListShape, ValueShape } from "./list-shape.ts";
import type { ParameterShape } from "./parameter-shapes.ts";
import { ABOUT_PAGES, lastOf, plain } from "./usual-names.ts";

/** The parameters of a kind with a usual name. */
export function parametersNamed(
  { parameters }: ListShape,
  known: ReadonlySet<string>,
  kind: ParameterShape["kind"],
): readonly ParameterShape[] {
  return parameters.filter((parameter) => parameter.kind === kind && known.has(plain(parameter.name)));
}

/**
 * The parameters with a usual name that take a number. A query parameter may be documented as a string; then its default must be a number, or the
 * response must repeat it as one. Otherwise it is more likely a cursor.
 */
export function numbersNamed(
  shape: ListShape,
  items: ArrayShape,
  known: ReadonlySet<string>,
): readonly ParameterShape[] {
  const isRepeated = valueNamed(shape, items, known, "number") !== undefined;
  return shape.parameters.filter((parameter) => {
    if (!known.has(plain(parameter.name))) return false;
    const isText = (parameter.kind === "string" || parameter.kind === "mixed") && parameter.in === "query";
    return (
      parameter.kind === "number" || (isText && (isRepeated || numberOf(parameter, "default") !== undefined))
    );
  });
}

/** The path of a value about pages with a usual name. */
export function valueNamed(
  { values }: ListShape,
  items: ArrayShape,
  known: ReadonlySet<string>,
  kind: ValueShape["kind"],
): PropertyPath | undefined {
  const fits = (value: ValueShape) => value.kind === kind && known.has(lastOf(value.path));
  return values.find((value) => fits(value) && isAboutPages(value, items))?.path;
}

/** True if a value is a property of the response itself, of objects about pages, or of the object that contains the items. */
export function isAboutPages({ path }: ValueShape, items: ArrayShape): boolean {
  const owners = path.slice(0, -1);
  if (owners.length > 0 && owners.join() === items.path.slice(0, -1).join()) return true;
  const inner = owners[0] === items.path[0] && items.path.length > 1 ? owners.slice(1) : owners;
  return inner.every((name) => ABOUT_PAGES.has(plain(name)) || plain(name) === "next");
}

/** The location of a parameter that is not a separate query parameter. */
export interface ParameterPlace {
  readonly in?: "body";
  readonly object?: string;
}

/** The location of a parameter. Empty for a separate query parameter. */
export function placeOf(parameter: ParameterShape | undefined): ParameterPlace {
  if (parameter?.object !== undefined) return { object: parameter.object };
  return parameter?.in === "body" ? { in: "body" } : {};
}

/** The number of the first page, by the default, the minimum, or the description of the parameter. Undefined if unknown. */
export function firstPage(parameter: ParameterShape): number | undefined {
  const text = textOf(parameter);
  if (FROM_ZERO.test(text)) return 0;
  const given = numberOf(parameter, "default") ?? numberOf(parameter, "minimum");
  if (given === 0 || given === 1) return given;
  return FROM_ONE.test(text) ? 1 : undefined;
}

const FROM_ZERO =
  /\b(zero|0)[- ]?(based|indexed)|\b(start|begin)(s|ing)? (at|from|with) (0|zero)\b|\b(0|zero) is the first|\bfirst page is (0|zero)\b/i;
const FROM_ONE =
  /\b(one|1)[- ]?(based|indexed)|\b(start|begin)(s|ing)? (at|from|with) (1|one)\b|\bfirst page is (1|one)\b|\bdefaults?( page)?( is| to| value| of)*:? *`?1\b/i;

/** A number in the schema of a parameter, possibly as a string. */
export function numberOf({ property }: ParameterShape, name: "default" | "minimum"): number | undefined {
  const value = property.constraints?.[name];
  if (typeof value === "string" && /^\d+$/.test(value)) return Number(value);
  return typeof value === "number" ? value : undefined;
}

/** The description of a parameter or a value in the document. */
export function textOf({ property: { docs } }: ParameterShape | ValueShape): string {
  return `${docs.summary ?? ""} ${docs.description ?? ""}`;
}
