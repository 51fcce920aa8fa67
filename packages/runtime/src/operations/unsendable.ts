/**
 * Refuses a value that cannot be sent, or that would arrive as something else.
 *
 * @param where What the value is, for the message: `listInvoices: query parameter`.
 * @param isJson Whether it is written as JSON.
 * @throws TypeError with the place of what is wrong, such as `lines[2].total is NaN`. The value is not in it.
 */
export function checkSendable(where: string, name: string, value: unknown, isJson: boolean): void {
  const problem = problemIn(name, value, isJson, []);
  if (problem !== undefined) throw new TypeError(`${where} ${problem}`);
}

/** JSON has no BigInt, can write any string, and leaves out properties that are functions or symbols. */
function problemIn(
  place: string,
  value: unknown,
  isJson: boolean,
  outer: readonly object[],
): string | undefined {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? undefined : `${place} is ${value}`;
    case "bigint":
      return isJson ? `${place} is a BigInt, which JSON does not have` : undefined;
    case "string":
      return isJson || !/\p{Surrogate}/u.test(value) ? undefined : `${place} is not valid Unicode`;
    case "function":
    case "symbol":
      return isJson && outer.length > 0 ? undefined : `${place} is a ${typeof value}`;
    case "object":
      return value === null ? undefined : problemInObject(place, value, isJson, outer);
    default:
      return undefined;
  }
}

function problemInObject(
  place: string,
  value: object,
  isJson: boolean,
  outer: readonly object[],
): string | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? `${place} is an invalid Date` : undefined;
  if (outer.includes(value)) return `${place} contains itself`;
  const inner = [...outer, value];
  const { toJSON } = value as { readonly toJSON?: unknown };
  if (typeof toJSON === "function") return problemIn(place, toJSON.call(value), isJson, inner);
  for (const [key, part] of Object.entries(value)) {
    const inside = place && (Array.isArray(value) ? `${place}[${key}]` : `${place}.${key}`);
    const problem = problemIn(inside || key, part, isJson, inner);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
