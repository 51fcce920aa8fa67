/** A value that is short enough for an assistant, and what was left out. */
export interface Shortened {
  readonly value: unknown;
  /** Sentences for the assistant. */
  readonly notes: readonly string[];
}

/** How much of a value is kept. */
export interface ShortenOptions {
  /** The length of the longest string, in characters. */
  readonly longestString: number;
  /** How many items of each array in the value are kept. */
  readonly mostItems: number;
}

/** Cuts long strings and arrays in a value. */
export function shorten(value: unknown, options: ShortenOptions): Shortened {
  const notes = new Set<string>();
  const visit = (each: unknown, path: string): unknown => {
    const at = path === "" ? "The value" : `\`${path}\``;
    if (typeof each === "bigint") return String(each);
    if (typeof each === "string" && each.length > options.longestString) {
      notes.add(`${at} is cut: it has ${each.length} characters.`);
      return `${each.slice(0, options.longestString)}...`;
    }
    if (Array.isArray(each)) {
      if (each.length > options.mostItems)
        notes.add(
          `${at} is cut: it has ${each.length} items, of which the first ${options.mostItems} are here.`,
        );
      return each.slice(0, options.mostItems).map((item) => visit(item, `${path}[]`));
    }
    if (typeof each !== "object" || each === null || each instanceof Date) return each;
    const entries = Object.entries(each);
    return Object.fromEntries(
      entries.map(([name, item]) => [name, visit(item, path === "" ? name : `${path}.${name}`)]),
    );
  };
  return { value: visit(value, ""), notes: [...notes] };
}

/**
 * Keeps only some properties of an object.
 *
 * @param fields `name`, or `address.city` for a property of an inner object or of each object of an inner array.
 */
export function pick(value: unknown, fields: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => pick(item, fields));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, item]) => {
    if (fields.includes(name)) return [[name, item] as const];
    const inner = fields.flatMap((field) =>
      field.startsWith(`${name}.`) ? [field.slice(name.length + 1)] : [],
    );
    return inner.length === 0 ? [] : [[name, pick(item, inner)] as const];
  });
  return Object.fromEntries(entries);
}
