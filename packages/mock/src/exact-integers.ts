/**
 * A result in which 64-bit integers, which may be bigints or strings of digits, are numbers as in the response. Anything else is unchanged.
 *
 * @param sent The value of `JSON.parse`.
 */
export function asSent(result: unknown, sent: unknown): unknown {
  if (typeof sent === "number") return isInteger(result) && Number(result) === sent ? sent : result;
  if (Array.isArray(sent) && Array.isArray(result)) {
    return result.map((item, index) => asSent(item, sent[index]));
  }
  if (!isObject(sent) || !isObject(result)) return result;
  return Object.fromEntries(Object.entries(result).map(([name, value]) => [name, asSent(value, sent[name])]));
}

function isInteger(value: unknown): boolean {
  return typeof value === "bigint" || (typeof value === "string" && /^-?\d+$/.test(value));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
