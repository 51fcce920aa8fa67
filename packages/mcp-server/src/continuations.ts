const MOST = 50;

/** What is needed to continue lists, by the cursor that an assistant passes. The last 50 are kept. */
export class Continuations<List> {
  readonly #lists = new Map<string, List>();
  #count = 0;

  /** Keeps a list, and returns its cursor. */
  add(list: List): string {
    this.#count += 1;
    const cursor = `page-${this.#count}`;
    this.#lists.set(cursor, list);
    const [oldest] = this.#lists.keys();
    if (this.#lists.size > MOST && oldest !== undefined) this.#lists.delete(oldest);
    return cursor;
  }

  get(cursor: string): List | undefined {
    return this.#lists.get(cursor);
  }
}
