/** The shortest or the longest of the last 200 to 400 durations, in ms. */
export class RecentExtreme {
  readonly #choose: (...values: number[]) => number;
  /** The extremes of the current series of durations and of the previous one. */
  #recent: number;
  #earlier: number;
  #recentCount = 0;
  #earlierCount = 0;
  #value: number;

  /** @param choose Selects one of several values: `Math.min` or `Math.max`. */
  constructor(choose: (...values: number[]) => number) {
    this.#choose = choose;
    this.#recent = this.#earlier = this.#value = choose();
  }

  /** Number of durations considered. */
  get count(): number {
    return this.#recentCount + this.#earlierCount;
  }

  /** The extreme; without any duration, what `choose` returns for no arguments. */
  get value(): number {
    return this.#value;
  }

  add(duration: number): void {
    if (this.#recentCount === SERIES) {
      this.#earlier = this.#recent;
      this.#earlierCount = SERIES;
      this.#recent = this.#choose();
      this.#recentCount = 0;
    }
    this.#recentCount++;
    this.#recent = this.#choose(this.#recent, duration);
    this.#value = this.#choose(this.#recent, this.#earlier);
  }
}

/** Number of durations in a series. */
const SERIES = 200;
