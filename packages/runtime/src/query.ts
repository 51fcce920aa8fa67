import type { QueryParameter } from "./operation.js";

/**
 * A query string without its `?`. undefined and null are left out; a Date is written as ISO 8601, an object inside of
 * an array as JSON.
 *
 * @param extra Further parameters; they replace those of the same name and are written in the usual style.
 */
export function encodeQuery(
  parameters: readonly QueryParameter[] = [],
  values: Readonly<Record<string, unknown>>,
  extra: Readonly<Record<string, unknown>> = {},
): string {
  const pairs: string[] = [];
  for (const parameter of parameters) {
    const name = parameterName(parameter);
    if (!Object.hasOwn(extra, name) && Object.hasOwn(values, name)) add(pairs, parameter, values[name]);
  }
  for (const [name, value] of Object.entries(extra)) add(pairs, name, value);
  return pairs.join("&");
}

/** What a query parameter is called. */
export function parameterName(parameter: QueryParameter): string {
  return typeof parameter === "string" ? parameter : parameter.name;
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

const SEPARATORS = { form: ",", spaceDelimited: "%20", pipeDelimited: "|" } as const;

function add(pairs: string[], parameter: QueryParameter, value: unknown): void {
  const {
    name,
    style = "form",
    explode = style === "form",
  } = typeof parameter === "string" ? { name: parameter } : parameter;
  if (!hasParts(value)) {
    if (!isAbsent(value)) pairs.push(pairOf(name, value));
    return;
  }
  if (style === "deepObject") {
    for (const [key, item] of Object.entries(value)) {
      add(pairs, { name: Array.isArray(value) ? name : `${name}[${key}]`, style }, item);
    }
    return;
  }
  const isArray = Array.isArray(value);
  const entries = Object.entries(value).filter(([, item]) => !isAbsent(item));
  if (explode) {
    for (const [key, item] of entries) pairs.push(pairOf(isArray ? name : key, item));
  } else if (entries.length > 0) {
    const list = isArray ? entries.map(([, item]) => item) : entries.flat();
    pairs.push(`${encodeURIComponent(name)}=${list.map(encoded).join(SEPARATORS[style])}`);
  }
}

function pairOf(name: string, value: unknown): string {
  return `${encodeURIComponent(name)}=${encoded(value)}`;
}

function encoded(value: unknown): string {
  return encodeURIComponent(valueText(value));
}

function hasParts(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !(value instanceof Date);
}
