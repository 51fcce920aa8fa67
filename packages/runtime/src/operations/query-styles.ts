import type { QueryEncoder } from "./encoders.js";
import { encodeParameter, hasParts, isAbsent, pairOf, partsOf, valueText } from "./query.js";

/** Writes query parameters in each style that OpenAPI has; for operations with a parameter that names one. */
export const styledQuery: QueryEncoder = (parameter, value) => {
  if (typeof parameter === "string") return encodeParameter(parameter, value);
  const { name, style = "form", explode = style === "form" } = parameter;
  if (style === "deepObject") return deepPairs(name, value);
  if (explode || !hasParts(value)) return encodeParameter(name, value);
  const parts = partsOf(value);
  const list = Array.isArray(value) ? parts.map(([, item]) => item) : parts.flat();
  const text = list.map((item) => encodeURIComponent(valueText(item))).join(SEPARATORS[style]);
  return parts.length === 0 ? [] : [`${encodeURIComponent(name)}=${text}`];
};

const SEPARATORS = { form: ",", spaceDelimited: "%20", pipeDelimited: "|" } as const;

/** `filter[name][is]=x`; an array repeats the name. */
function deepPairs(name: string, value: unknown): readonly string[] {
  if (isAbsent(value)) return [];
  if (!hasParts(value)) return [pairOf(name, value)];
  return Object.entries(value).flatMap(([key, part]) =>
    deepPairs(Array.isArray(value) ? name : `${name}[${key}]`, part),
  );
}
