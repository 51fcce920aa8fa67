/** The shortest or the longest of the last 200 to 400 durations, in milliseconds. */
export class RecentExtreme {
  readonly #choose: (...values: number[]) => number;
  /** Of the durations of this series, and of those of the one before. */
  #recent: number;
  #earlier: number;
  #recentCount = 0;
  #earlierCount = 0;
  #value: number;

  /** @param choose Chooses one of several: `Math.min` or `Math.max`. */
  constructor(choose: (...values: number[]) => number) {
    this.#choose = choose;
    this.#recent = this.#earlier = this.#value = choose();
  }

  /** How many durations it is the extreme of. */
  get count(): number {
    return this.#recentCount + this.#earlierCount;
  }

  /** The extreme; while nothing is known, what `choose` returns for nothing. */
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

/** How many durations a series has. */
const SERIES = 200;
