/** The state that decides when a process calls Redis. Moments are by its own clock, in ms. */
export interface Outlook {
  /** Length of the limit's window. */
  readonly window: number;
  /** The assumed shortest round trip to the API. */
  readonly floor: number;
  /** Whether there are calls without a slot, or slots without a call. */
  readonly isWaiting: boolean;
  /** Whether there are requests without a response. */
  readonly isSending: boolean;
  /** Whether there are calls for which no slot has been granted yet. */
  readonly isWanting: boolean;
  /** Whether there is a pause that was not reported to the others, or a reply of Redis was lost. */
  readonly isUrgent: boolean;
  /** Since when there are slots to return; Infinity: there are none. */
  readonly reportedFrom: number;
  /** When an unavailable Redis is retried; undefined: it is available. */
  readonly retryAt: number | undefined;
}

/** Decides when Redis is called: rarely enough to combine much in one call, often enough that no slot is idle. */
export class CallSchedule {
  readonly #lease: number;
  #calledAt = Number.NEGATIVE_INFINITY;
  /** No slot is available before this moment. */
  #nextChance = Number.NEGATIVE_INFINITY;

  /** @param lease How long a process keeps its slots after its last call to Redis, in ms. */
  constructor(lease: number) {
    this.#lease = lease;
  }

  /** Redis was called. */
  called(now: number): void {
    this.#calledAt = now;
  }

  /** Redis replied. @param nextChance No further slot is available before this moment. */
  answered(nextChance: number): void {
    this.#nextChance = nextChance;
  }

  /** When to call Redis next; Infinity: not until something changes. */
  next(outlook: Outlook): number {
    const { window, floor, isWaiting, isSending, isWanting, isUrgent, reportedFrom, retryAt } = outlook;
    const isHolding = isWaiting || isSending;
    if (retryAt !== undefined) return when(isHolding, retryAt);
    if (isUrgent) return Number.NEGATIVE_INFINITY;
    const rest = Math.max(0, window - floor);
    // Responses are collected, so that all of them are reported in one call.
    const report = reportedFrom + Math.min(LONGEST_REPORT, window / 20, rest / 4);
    const turn = when(isWanting, this.#nextChance);
    // A waiting process checks for reports of the others.
    const look = when(isWaiting, this.#calledAt + Math.max(window / 100, Math.min(window / 4, rest / 2)));
    const renewal = when(isHolding, this.#calledAt + this.#lease / 3);
    return Math.min(report, turn, look, renewal);
  }
}

/** Maximum time that a response waits to be reported together with others, in ms. */
const LONGEST_REPORT = 50;

function when(condition: boolean, moment: number): number {
  return condition ? moment : Number.POSITIVE_INFINITY;
}
