// Ambient, so that it exists for the compiler alone. An enum narrows, discriminates and completes where `string & {}`
// and branded strings do not, and it refuses plain strings.
declare enum UnrecognizedValue {
  Value = "(unrecognized)",
}
declare enum UnrecognizedNumberValue {
  Value = -9007199254740991,
}

/** A text that this version of the types does not know. At run time it is the text itself. */
export type Unrecognized = UnrecognizedValue;

/** A number that this version of the types does not know. At run time it is the number itself. */
export type UnrecognizedNumber = UnrecognizedNumberValue;

/** A text that has known values and may get new ones: `Open<"draft" | "paid">`. */
export type Open<Known extends string> = Known | Unrecognized;

/** A number that has known values and may get new ones: `OpenNumber<1 | 2>`. */
export type OpenNumber<Known extends number> = Known | UnrecognizedNumber;

/** The known values of an open enum. */
export type KnownOf<Enum extends string | number> = Exclude<Enum, Unrecognized | UnrecognizedNumber>;

/**
 * The member of a union of objects that stands for kinds which this version of the types does not know. All that the
 * server sent is in it.
 */
export type UnrecognizedVariant<Discriminator extends string> = {
  readonly [Key in Discriminator]: Unrecognized;
} & { readonly [key: string]: unknown };

/** A table over an open enum that outlives new values: what it does not list is `_`. */
export type EnumMap<Enum extends string | number, Result> = {
  readonly [Key in KnownOf<Enum>]?: Result;
} & { readonly _: Result };

/**
 * Marks a value as one that the types do not know yet, to send it on purpose. It returns the value.
 *
 * @example
 * await copilot.invoices.update(id, { status: unrecognized("archived") });
 */
export function unrecognized(value: string): Unrecognized;
export function unrecognized(value: number): UnrecognizedNumber;
export function unrecognized(value: string | number): Unrecognized | UnrecognizedNumber {
  return value as Unrecognized | UnrecognizedNumber;
}

/**
 * Whether a value is one of those known.
 *
 * @param values The enum's value object.
 * @example
 * if (isKnown(InvoiceStatus, invoice.status)) console.log(labels[invoice.status]);
 */
export function isKnown<Known extends string | number>(
  values: Readonly<Record<string, Known>>,
  value: unknown,
): value is Known {
  return (Object.values(values) as unknown[]).includes(value);
}

/**
 * Looks a value up in a table over its enum; `_` when the table does not list it.
 *
 * @example
 * const colour = matchEnum(invoice.status, { paid: "green", open: "blue", _: "grey" });
 */
export function matchEnum<Enum extends string | number, Result>(
  value: Enum,
  map: EnumMap<Enum, Result>,
): Result {
  const table = map as Readonly<Record<string | number, Result>> & { readonly _: Result };
  return Object.hasOwn(table, value) ? (table[value] as Result) : table._;
}
