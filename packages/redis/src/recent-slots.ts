/** When slots of this process started to cool, for the last window. */
export class RecentSlots {
  #moments: number[] = [];
  /** Number of entries kept before old ones are removed. */
  #room = 64;

  add(moment: number, window: number): void {
    if (this.#moments.length >= this.#room) {
      this.#moments = this.#moments.filter((each) => each > moment - window);
      this.#room = Math.max(64, 2 * this.#moments.length);
    }
    this.#moments.push(moment);
  }

  /** The entries after a moment. */
  since(moment: number): readonly number[] {
    return this.#moments.filter((each) => each > moment);
  }
}
