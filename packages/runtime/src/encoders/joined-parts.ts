import { hasParts, partsOf, valueText } from "../operations/index.js";

/** How the parts of a value are joined. */
export interface Joining {
  readonly separator: string;
  /** True: an object is `a=1,b=2`, otherwise `a,1,b,2`. */
  readonly explode: boolean | undefined;
  /** Encodes a part. Default: percent-encoding. */
  readonly encode?: (text: string) => string;
}

/** A value as a single string, and whether it consists of `name=value` for each property of an object. */
export function joinedParts(
  value: unknown,
  { separator, explode, encode = encodeURIComponent }: Joining,
): { readonly text: string; readonly hasNames: boolean } {
  const write = (part: unknown): string => encode(valueText(part));
  if (!hasParts(value)) return { text: write(value), hasNames: false };
  const isArray = Array.isArray(value);
  const parts = partsOf(value).map(([key, part]) =>
    isArray ? write(part) : `${encode(key)}${explode ? "=" : separator}${write(part)}`,
  );
  return { text: parts.join(separator), hasNames: !isArray && explode === true };
}
