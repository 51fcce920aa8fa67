/** One who waits for a turn. */
export interface Waiter {
  /** The higher one goes first. */
  readonly priority: number;
  /** Within a priority the lower one goes first. */
  readonly ticket: number;
  /** Place in the queue; the queue's own. */
  index: number;
}

/** A binary heap of waiters: adding, taking the first and leaving cost the logarithm of its size. */
export class WaitingQueue<Member extends Waiter> {
  readonly #heap: Member[] = [];

  /** How many wait. */
  get size(): number {
    return this.#heap.length;
  }

  add(waiter: Member): void {
    this.#heap.push(waiter);
    this.#rise(waiter, this.#heap.length - 1);
  }

  /** Takes the one whose turn it is. */
  shift(): Member | undefined {
    const first = this.#heap[0];
    if (first !== undefined) this.remove(first);
    return first;
  }

  /** How many go before a member. Takes time in proportion to that number. */
  rank(waiter: Member): number {
    const unseen = [0];
    let count = 0;
    for (let index = unseen.pop(); index !== undefined; index = unseen.pop()) {
      const other = this.#heap[index];
      // Nobody goes before those above it.
      if (other === undefined || !goesBefore(other, waiter)) continue;
      count++;
      unseen.push(2 * index + 1, 2 * index + 2);
    }
    return count;
  }

  /** Takes out one who waits; one who does not is left alone. */
  remove(waiter: Member): void {
    const { index } = waiter;
    if (this.#heap[index] !== waiter) return;
    waiter.index = -1;
    const last = this.#heap.pop();
    if (last === undefined || last === waiter) return;
    this.#sink(last, index);
    this.#rise(last, last.index);
  }

  #rise(waiter: Member, from: number): void {
    let index = from;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = this.#heap[above];
      if (parent === undefined || !goesBefore(waiter, parent)) break;
      this.#place(parent, index);
      index = above;
    }
    this.#place(waiter, index);
  }

  #sink(waiter: Member, from: number): void {
    let index = from;
    for (;;) {
      const left = this.#heap[2 * index + 1];
      const right = this.#heap[2 * index + 2];
      const child = right !== undefined && left !== undefined && goesBefore(right, left) ? right : left;
      if (child === undefined || !goesBefore(child, waiter)) break;
      const below = child.index;
      this.#place(child, index);
      index = below;
    }
    this.#place(waiter, index);
  }

  #place(waiter: Member, index: number): void {
    this.#heap[index] = waiter;
    waiter.index = index;
  }
}

function goesBefore(one: Waiter, other: Waiter): boolean {
  return one.priority === other.priority ? one.ticket < other.ticket : one.priority > other.priority;
}
