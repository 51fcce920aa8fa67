import type { QueryEncoder } from "./encoders.js";
import type { StyledQueryParameter } from "./parameters.js";
import { encodeParameter, hasParts, isAbsent, partsOf, valueText } from "./query.js";
import { checkSendable, isPlain } from "./unsendable.js";

/** Encodes query parameters in any style of OpenAPI; for operations with a parameter that specifies one. */
export const styledQuery: QueryEncoder = (parameter, value) => {
  if (typeof parameter === "string") return encodeParameter(parameter, value);
  const { name, style = "form", explode = style === "form", content } = parameter;
  const pair = (key: string, part: unknown): string =>
    `${encodeURIComponent(key)}=${encoded(parameter, valueText(part))}`;
  if (content) {
    if (value === undefined) return [];
    checkSendable(name, "", value, true);
    return [pair(name, JSON.stringify(value))];
  }
  if (style === "deepObject") return deepParts(name, value).map(([key, part]) => pair(key, part));
  if (isAbsent(value)) return [];
  if (!hasParts(value)) return [pair(name, value)];
  const parts = partsOf(value);
  const isArray = Array.isArray(value);
  if (explode) {
    if (isArray) return parts.map(([, item]) => pair(name, item));
    return parts.flatMap(([key, part]) =>
      Array.isArray(part) ? styledQuery({ ...parameter, name: key }, part) : pair(key, part),
    );
  }
  const list = isArray ? parts.map(([, item]) => item) : parts.flat();
  const text = list.map((item) => encoded(parameter, valueText(item))).join(SEPARATORS[style]);
  return parts.length === 0 ? [] : [`${encodeURIComponent(name)}=${text}`];
};

/**
 * The names in brackets and their values: `filter[name][is]`, `lines[0][price]`. Anything that is neither an array nor a plain
 * object is a value.
 */
export function deepParts(
  name: string,
  value: unknown,
): readonly (readonly [name: string, value: unknown])[] {
  if (isAbsent(value)) return [];
  if (!isBranch(value)) return [[name, value]];
  return Object.entries(value).flatMap(([key, part]) => deepParts(`${name}[${key}]`, part));
}

const SEPARATORS = { form: ",", spaceDelimited: "%20", pipeDelimited: "|" } as const;

function isBranch(value: unknown): value is object {
  return hasParts(value) && !("toJSON" in value) && isPlain(value);
}

/** Encodes a value; characters that would end it always are. */
function encoded({ allowReserved }: StyledQueryParameter, text: string): string {
  const all = encodeURIComponent(text);
  return allowReserved ? all.replace(/%(?:3A|2F|3F|5B|5D|40|24|2C|3B|3D)/g, decodeURIComponent) : all;
}
