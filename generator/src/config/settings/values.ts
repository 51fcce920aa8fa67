import * as v from "valibot";
import { isReserved } from "../../names/words.ts";

/** A string that is not empty. */
export const string = v.pipe(v.string(), v.nonEmpty("Invalid value: Expected a string that is not empty"));

/** A string on one line. */
export const oneLine = v.pipe(
  v.string(),
  v.regex(/^[^\p{Cc}\u2028\u2029]*\S[^\p{Cc}\u2028\u2029]*$/u, "Invalid value: Expected text on one line"),
);

/** An array of strings that are not empty. */
export const strings = v.pipe(v.array(string), v.readonly());

/** A name in generated code. */
export const identifier = v.pipe(
  v.string(),
  v.regex(/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u, "Invalid name: Expected a TypeScript identifier"),
);

/** The name of a constant. */
export const constantName = v.pipe(
  identifier,
  v.check((name) => !isReserved(name), "Invalid name: Expected a name that TypeScript does not reserve"),
);

/** The name of a class or type. */
export const typeName = v.pipe(
  constantName,
  v.check((name) => !OWN_TYPES.has(name), "Invalid name: Expected a name other than the types of TypeScript"),
);

const OWN_TYPES = new Set("any bigint boolean never number object string symbol unknown".split(" "));

/** A number above zero. */
export const positive = v.pipe(v.number(), v.gtValue(0, "Invalid value: Expected a positive number"));

/** An object that need not be there. */
export const optional = <const Entries extends v.ObjectEntries>(
  schema: v.StrictObjectSchema<Entries, undefined>,
) => v.exactOptional(v.pipe(schema, v.readonly()));
