/** Smaller numbers are seconds since 1970, larger ones are milliseconds. For both, this covers the years 1973 to 5138. */
const FIRST_MILLISECONDS = 1e11;
const ISO_8601 = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:(\.\d{1,3})\d*)?(Z|[+-]\d\d:\d\d)?)?$/i;

/**
 * Converts an ISO 8601 date (UTC unless it has an offset), or a number or numeric string of seconds or milliseconds, to ms since
 * 1970. NaN for anything else, because the other formats that `Date.parse` accepts differ between runtimes.
 */
export function momentOf(value: unknown): number {
  if (typeof value === "number") return Math.abs(value) < FIRST_MILLISECONDS ? value * 1000 : value;
  if (typeof value !== "string") return Number.NaN;
  if (/^\d+$/.test(value)) return momentOf(Number(value));
  const [, date, time = "00:00", fraction = "", offset = "Z"] = ISO_8601.exec(value) ?? [];
  return date === undefined ? Number.NaN : Date.parse(`${date}T${time}${fraction}${offset.toUpperCase()}`);
}
