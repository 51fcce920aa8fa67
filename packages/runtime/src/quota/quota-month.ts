/** When the billing month begins, if not at midnight UTC on the first day of a month. */
export interface MonthStart {
  /** Day of the month, 1 to 28. Default: 1. */
  readonly day?: number | undefined;
  /** Offset from UTC in minutes, -720 to 840, without daylight saving time. Default: 0. */
  readonly utcOffset?: number | undefined;
}

/** A billing month: from `start` up to, but not including, `end`, both in ms since 1970. */
export interface QuotaMonth {
  readonly start: number;
  readonly end: number;
}

/** The billing month that contains a time. */
export function monthOf(moment: number, { day = 1, utcOffset = 0 }: MonthStart = {}): QuotaMonth {
  const shift = utcOffset * 60_000;
  const there = new Date(moment + shift);
  const month = there.getUTCMonth() - (there.getUTCDate() < day ? 1 : 0);
  const startOf = (month: number): number => Date.UTC(there.getUTCFullYear(), month, day) - shift;
  return { start: startOf(month), end: startOf(month + 1) };
}
