/** The slots that are not free yet, each with the moment when its cooling starts, earliest first. */
export class CoolingSlots {
  #moments: number[] = [];
  /** Slots before this index are free. They are removed in batches, because removing one moves all others. */
  #first = 0;

  /** Number of slots. */
  get size(): number {
    return this.#moments.length - this.#first;
  }

  /** The moment of the slot at an index; Infinity if there is none. */
  at(place: number): number {
    return this.#moments[this.#first + place] ?? Infinity;
  }

  /** Adds a slot. The search for its place starts at the end, where it almost always is. */
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
