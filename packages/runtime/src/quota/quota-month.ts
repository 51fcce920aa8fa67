/** When the month of a plan begins, where that is not the first day of a month at midnight UTC. */
export interface MonthStart {
  /** Day of the month, 1 to 28. Default: 1. */
  readonly day?: number | undefined;
  /** Minutes by which the clocks there are ahead of UTC, -720 to 840; they do not change in summer. Default: 0. */
  readonly utcOffset?: number | undefined;
}

/** A month of a plan: from `start` to just before `end`, both in milliseconds since 1970. */
export interface QuotaMonth {
  readonly start: number;
  readonly end: number;
}

/** The month in which a moment lies. */
export function monthOf(moment: number, { day = 1, utcOffset = 0 }: MonthStart = {}): QuotaMonth {
  const shift = utcOffset * 60_000;
  const there = new Date(moment + shift);
  const month = there.getUTCMonth() - (there.getUTCDate() < day ? 1 : 0);
  const startOf = (month: number): number => Date.UTC(there.getUTCFullYear(), month, day) - shift;
  return { start: startOf(month), end: startOf(month + 1) };
}
