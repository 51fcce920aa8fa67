import type { QueryParameter } from "./operation.js";

/** A name and a value, neither of them encoded. */
type Pair = readonly [name: string, value: string];

/**
 * A query string without its `?`. undefined and null are left out; a Date is written as ISO 8601, an object inside of
 * an array as JSON.
 *
 * @param extra Further parameters; they replace those of the same name and are written in the usual style.
 */
export function encodeQuery(
  parameters: readonly QueryParameter[],
  values: Readonly<Record<string, unknown>>,
  extra: Readonly<Record<string, unknown>> = {},
): string {
  const pairs: Pair[] = [];
  for (const parameter of parameters) {
    const name = typeof parameter === "string" ? parameter : parameter.name;
    if (!Object.hasOwn(extra, name) && Object.hasOwn(values, name))
      pairs.push(...pairsOf(parameter, values[name]));
  }
  for (const [name, value] of Object.entries(extra)) pairs.push(...pairsOf(name, value));
  return pairs.map(([name, value]) => `${encodeURIComponent(name)}=${value}`).join("&");
}

/** A value as text: what has no text of its own is written as JSON. */
export function valueText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Whether a value is left out of a request. */
export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

const SEPARATORS = { form: ",", spaceDelimited: "%20", pipeDelimited: "|", deepObject: "," } as const;

/** The values of the pairs are encoded, since separators between values are not. */
function pairsOf(parameter: QueryParameter, value: unknown): Pair[] {
  const {
    name,
    style = "form",
    explode = style === "form",
  } = typeof parameter === "string" ? { name: parameter } : parameter;
  if (isAbsent(value)) return [];
  if (style === "deepObject") return deepPairs(name, value);
  const isArray = Array.isArray(value);
  if (!isArray && !isPlainObject(value)) return [[name, encoded(value)]];
  const entries = isArray ? value.map((item) => [name, item] as const) : Object.entries(value);
  const present = entries.filter(([, item]) => !isAbsent(item));
  if (explode) return present.map(([key, item]) => [key, encoded(item)]);
  if (present.length === 0) return [];
  const list = isArray ? present.map(([, item]) => item) : present.flat();
  return [[name, list.map(encoded).join(SEPARATORS[style])]];
}

function deepPairs(name: string, value: unknown): Pair[] {
  if (isAbsent(value)) return [];
  if (Array.isArray(value)) return value.flatMap((item) => deepPairs(name, item));
  if (!isPlainObject(value)) return [[name, encoded(value)]];
  return Object.entries(value).flatMap(([key, item]) => deepPairs(`${name}[${key}]`, item));
}

function encoded(value: unknown): string {
  return encodeURIComponent(valueText(value));
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !(value instanceof Date);
}
