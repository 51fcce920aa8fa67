/** The slots that are not free yet, each with the moment from which it cools, earliest first. */
export class CoolingSlots {
  #moments: number[] = [];
  /** Those before it are free; they are removed many at a time, since removing one moves all others. */
  #first = 0;

  /** How many there are. */
  get size(): number {
    return this.#moments.length - this.#first;
  }

  /** The moment of the slot at a place in the order; Infinity where there is none. */
  at(place: number): number {
    return this.#moments[this.#first + place] ?? Infinity;
  }

  /** Adds a slot. It nearly always belongs at the end. */
  add(moment: number): void {
    let place = this.#moments.push(moment) - 1;
    for (; place > this.#first && (this.#moments[place - 1] as number) > moment; place--) {
      this.#moments[place] = this.#moments[place - 1] as number;
    }
    this.#moments[place] = moment;
  }

  /** Frees the slots up to a moment. */
  free(until: number): void {
    while (this.at(0) <= until) this.#first++;
    if (this.#first * 2 <= this.#moments.length) return;
    this.#moments = this.#moments.slice(this.#first);
    this.#first = 0;
  }
}
