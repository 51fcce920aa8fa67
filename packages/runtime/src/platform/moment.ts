/** Seconds since 1970 have fewer digits than this, milliseconds have more: both belong to the years 1973 to 5138. */
const FIRST_MILLISECONDS = 1e11;
const ISO_8601 = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:(\.\d{1,3})\d*)?(Z|[+-]\d\d:\d\d)?)?$/i;

/**
 * A moment in milliseconds since 1970, from an ISO 8601 date (UTC unless it has an offset) or from a number of seconds or
 * milliseconds, which may be written as digits. NaN where it is neither: what `Date.parse` takes beyond that differs
 * between runtimes.
 */
export function momentOf(value: unknown): number {
  if (typeof value === "number") return Math.abs(value) < FIRST_MILLISECONDS ? value * 1000 : value;
  if (typeof value !== "string") return Number.NaN;
  if (/^\d+$/.test(value)) return momentOf(Number(value));
  const [, date, time = "00:00", fraction = "", offset = "Z"] = ISO_8601.exec(value) ?? [];
  return date === undefined ? Number.NaN : Date.parse(`${date}T${time}${fraction}${offset.toUpperCase()}`);
}
