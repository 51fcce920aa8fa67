import { markedIntegers } from "./marked-integers.js";
import { withDigits } from "./marks.js";

/**
 * Converts a value to JSON like `JSON.stringify`, which throws for a bigint: each bigint becomes an integer.
 *
 * @throws TypeError for a value that contains itself.
 * @example
 * stringifyExact({ id: 9007199254740993n }); // '{"id":9007199254740993}'
 */
export function stringifyExact(value: unknown): string {
  return withDigits(JSON.stringify(markedIntegers(value, [])));
}
