/** An entry of the queue. */
export interface Waiter {
  /** Higher priorities come first. */
  readonly priority: number;
  /** Within a priority, lower tickets come first. */
  readonly ticket: number;
  /** Index in the heap; managed by the queue. */
  index: number;
}

/** A binary heap of waiters: adding, shifting and removing take logarithmic time. */
export class WaitingQueue<Member extends Waiter> {
  readonly #heap: Member[] = [];

  /** Number of waiters. */
  get size(): number {
    return this.#heap.length;
  }

  add(waiter: Member): void {
    this.#heap.push(waiter);
    this.#rise(waiter, this.#heap.length - 1);
  }

  /** Removes and returns the first waiter. */
  shift(): Member | undefined {
    const first = this.#heap[0];
    if (first !== undefined) this.remove(first);
    return first;
  }

  /** Number of waiters ahead of a member. Takes time proportional to that number. */
  rank(waiter: Member): number {
    const unseen = [0];
    let count = 0;
    for (let index = unseen.pop(); index !== undefined; index = unseen.pop()) {
      const other = this.#heap[index];
      // If this entry is not ahead of the waiter, none below it is.
      if (other === undefined || !goesBefore(other, waiter)) continue;
      count++;
      unseen.push(2 * index + 1, 2 * index + 2);
    }
    return count;
  }

  /** Removes a waiter. Has no effect if it is not in the queue. */
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
