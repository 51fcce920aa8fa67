import * as v from "valibot";

/** A string that is not empty. */
export const string = v.pipe(v.string(), v.nonEmpty("Invalid value: Expected a string that is not empty"));

/** A string on one line. */
export const oneLine = v.pipe(
  v.string(),
  v.regex(/^[^\p{Cc}\u2028\u2029]*\S[^\p{Cc}\u2028\u2029]*$/u, "Invalid value: Expected text on one line"),
);

/** An array of strings that are not empty. */
export const strings = v.pipe(v.array(string), v.readonly());

/** The name of a class, type or constant in generated code. */
export const identifier = v.pipe(
  v.string(),
  v.regex(/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u, "Invalid name: Expected a TypeScript identifier"),
);

/** A number above zero. */
export const positive = v.pipe(v.number(), v.gtValue(0, "Invalid value: Expected a positive number"));

/** An object that need not be there. */
export const optional = <const Entries extends v.ObjectEntries>(
  schema: v.StrictObjectSchema<Entries, undefined>,
) => v.exactOptional(v.pipe(schema, v.readonly()));
