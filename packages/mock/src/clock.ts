/** The time of a mock. It is the real time, and can be moved forward. */
export interface MockClock {
  /** The current time, in ms since 1970. */
  now(): number;
  /**
   * Moves the time forward. The rate limit recovers, quotas begin a new month, and everything that is due happens: delayed responses are
   * sent and events are delivered again.
   *
   * @param ms A number of milliseconds, not negative.
   * @returns When everything that was due has happened.
   * @throws RangeError when `ms` is negative or not a number.
   */
  advance(ms: number): Promise<void>;
}

interface Alarm {
  readonly at: number;
  readonly ring: () => unknown;
  readonly timer: NodeJS.Timeout;
}

/** The time of a mock, with what is to happen later. */
export class Clock implements MockClock {
  #offset: number;
  readonly #alarms = new Set<Alarm>();

  /** @param start The time at the beginning. Default: the real time. */
  constructor(start: number = Date.now()) {
    this.#offset = start - Date.now();
  }

  now(): number {
    return Date.now() + this.#offset;
  }

  /** How far this clock is ahead of the real time, in ms. */
  get offset(): number {
    return this.#offset;
  }

  async advance(ms: number): Promise<void> {
    if (!(ms >= 0 && Number.isFinite(ms)))
      throw new RangeError(`advance(ms) takes a number from 0, not ${ms}`);
    const end = this.now() + ms;
    // What happens may plan more that is due within the same time.
    for (let next = this.#first(end); next !== undefined; next = this.#first(end)) {
      this.#offset += Math.max(0, next.at - this.now());
      this.#cancel(next);
      await next.ring();
    }
    this.#offset += Math.max(0, end - this.now());
  }

  /** Calls a function later, by this clock. It does not keep the process alive. */
  after(ms: number, ring: () => unknown): void {
    const timer = setTimeout(() => {
      this.#alarms.delete(alarm);
      void ring();
    }, ms).unref();
    const alarm: Alarm = { at: this.now() + ms, ring, timer };
    this.#alarms.add(alarm);
  }

  /** Waits, by this clock. */
  wait(ms: number): Promise<void> {
    return new Promise((fulfil) => this.after(ms, fulfil));
  }

  /** Cancels everything that is to happen. */
  stop(): void {
    for (const alarm of this.#alarms) this.#cancel(alarm);
  }

  #first(end: number): Alarm | undefined {
    return [...this.#alarms].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }

  #cancel(alarm: Alarm): void {
    clearTimeout(alarm.timer);
    this.#alarms.delete(alarm);
  }
}
