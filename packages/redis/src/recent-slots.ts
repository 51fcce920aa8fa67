/** When slots of this process began to cool, as far back as a window. */
export class RecentSlots {
  #moments: number[] = [];
  /** So many are kept before those that are too old are looked for. */
  #room = 64;

  add(moment: number, window: number): void {
    if (this.#moments.length >= this.#room) {
      this.#moments = this.#moments.filter((each) => each > moment - window);
      this.#room = Math.max(64, 2 * this.#moments.length);
    }
    this.#moments.push(moment);
  }

  /** Those after a moment. */
  since(moment: number): readonly number[] {
    return this.#moments.filter((each) => each > moment);
  }
}
