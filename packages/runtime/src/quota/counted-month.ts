import type { QuotaMonth } from "./quota-month.js";

/** What is known of a month. */
export interface CountedMonth extends QuotaMonth {
  /** Requests sent in it, those of other processes as far as the store told of them. Never becomes less. */
  used: number;
  /** Since when they were counted. */
  since: number;
  /** Until when nothing is sent, because the server said that the month's requests are spent. */
  spentUntil: number;
  /** The highest fraction that was warned of, by the callback that was told. */
  readonly warned: Map<unknown, number>;
}
