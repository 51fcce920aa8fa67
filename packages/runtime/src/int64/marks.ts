/**
 * The digits of an integer as a string that no other string can be: neither a server nor a caller knows the mark. It stands for the
 * integer where `JSON.parse` would round it, and where `JSON.stringify` would refuse it.
 */
export function markedDigits(digits: string | bigint): string {
  return `${mark()}${digits}`;
}

/** The digits in a marked string; undefined for any other value. */
export function digitsOf(value: unknown): string | undefined {
  return typeof value === "string" && value.startsWith(mark()) ? value.slice(mark().length) : undefined;
}

/** Replaces marked strings by their digits, in JSON and in other text, percent-encoded or not. */
export function withDigits(text: string): string {
  if (!text.includes(mark())) return text;
  const inQuotes = new RegExp(`"${mark()}(-?\\d+)"|%22${mark()}(-?\\d+)%22`, "g");
  return text
    .replace(inQuotes, (_, plain: string | undefined, encoded: string) => plain ?? encoded)
    .replaceAll(mark(), "");
}

/** Letters and digits only, which no encoding changes. */
function mark(): string {
  current ??= `int64x${crypto.randomUUID().replaceAll("-", "")}x`;
  return current;
}

let current: string | undefined;
