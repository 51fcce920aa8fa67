/** What a process knows when it asks whether Redis is to be called. Moments are those of its clock, in milliseconds. */
export interface Outlook {
  /** Length of the limit's window. */
  readonly window: number;
  /** The shortest round trip to the API that is counted on. */
  readonly floor: number;
  /** Whether there are calls without a slot, or slots without a call. */
  readonly isWaiting: boolean;
  /** Whether there are requests without an answer. */
  readonly isSending: boolean;
  /** Whether there are calls for which no slot was granted yet. */
  readonly isWanting: boolean;
  /** Whether there is a pause that the others do not know of, or an answer of Redis was lost. */
  readonly isUrgent: boolean;
  /** Since when there is something to give back; Infinity: there is nothing. */
  readonly reportedFrom: number;
  /** When a Redis that could not be used is tried again; undefined: it can be used. */
  readonly retryAt: number | undefined;
}

/** When Redis is called: seldom enough to say much in one call, often enough that no slot lies idle. */
export class CallSchedule {
  readonly #lease: number;
  #calledAt = Number.NEGATIVE_INFINITY;
  /** Before this moment there is nothing to be had. */
  #nextChance = Number.NEGATIVE_INFINITY;

  /** @param lease Milliseconds after its last word to Redis for which a process keeps its slots. */
  constructor(lease: number) {
    this.#lease = lease;
  }

  /** Redis is called. */
  called(now: number): void {
    this.#calledAt = now;
  }

  /** Redis answered. @param nextChance Before that moment there is nothing more to be had. */
  answered(nextChance: number): void {
    this.#nextChance = nextChance;
  }

  /** When Redis is to be called next; Infinity: not while nothing happens. */
  next(outlook: Outlook): number {
    const { window, floor, isWaiting, isSending, isWanting, isUrgent, reportedFrom, retryAt } = outlook;
    const isHolding = isWaiting || isSending;
    if (retryAt !== undefined) return when(isHolding, retryAt);
    if (isUrgent) return Number.NEGATIVE_INFINITY;
    const rest = Math.max(0, window - floor);
    // Answers wait for others, so that Redis is told of all of them in one call.
    const report = reportedFrom + Math.min(LONGEST_REPORT, window / 20, rest / 4);
    const turn = when(isWanting, this.#nextChance);
    // Who waits looks whether others have said something.
    const look = when(isWaiting, this.#calledAt + Math.max(window / 100, Math.min(window / 4, rest / 2)));
    const renewal = when(isHolding, this.#calledAt + this.#lease / 3);
    return Math.min(report, turn, look, renewal);
  }
}

/** Milliseconds that an answer waits at most for others. */
const LONGEST_REPORT = 50;

function when(condition: boolean, moment: number): number {
  return condition ? moment : Number.POSITIVE_INFINITY;
}
