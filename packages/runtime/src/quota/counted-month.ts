import type { QuotaMonth } from "./quota-month.js";

/** The count of one month. */
export interface CountedMonth extends QuotaMonth {
  /** Requests sent, including those of other processes that the store reported. Never decreases. */
  used: number;
  /** When counting began, in ms since 1970. */
  since: number;
  /** No request is sent before this time, because the server reported that the quota is used up. */
  spentUntil: number;
  /** The highest fraction warned about, by callback. */
  readonly warned: Map<unknown, number>;
}
