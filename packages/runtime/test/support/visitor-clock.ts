import { AsyncLocalStorage } from "node:async_hooks";
import type { Fetch } from "../../src/index.js";
import type { Clock } from "../../src/platform/index.js";
import type { FakeClock } from "./fake-clock.js";

/**
 * Simulated time in a runtime like Cloudflare Workers, where timers and requests belong to the visitor whose request is being
 * handled. They end with that request, and no other visitor can cancel them.
 */
export class VisitorClock implements Clock {
  readonly hasRequestContexts = true;
  readonly #clock: FakeClock;
  readonly #visitor = new AsyncLocalStorage<string>();
  readonly #gone = new Set<string>();

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  /** The visitor whose code is running. */
  get visitor(): string {
    const visitor = this.#visitor.getStore();
    if (visitor === undefined)
      throw new Error("timers can be set and cleared only while a request is handled");
    return visitor;
  }

  /** Runs code in the context of a visitor. */
  visit<Result>(visitor: string, code: () => Result): Result {
    return this.#visitor.run(visitor, code);
  }

  /** Ends the request of a visitor. Its timers and requests never settle after that. */
  leave(visitor: string): void {
    this.#gone.add(visitor);
  }

  /** A `fetch` whose promises never settle for a visitor who has left. */
  bound(fetch: Fetch): Fetch {
    return (url, init) => {
      const { visitor } = this;
      return new Promise((resolve, reject) => {
        const here =
          <Value>(settle: (value: Value) => void) =>
          (value: Value): void => {
            if (!this.#gone.has(visitor)) settle(value);
          };
        fetch(url, init).then(here(resolve), here(reject));
      });
    };
  }

  now(): number {
    return this.#clock.now();
  }

  date(): number {
    return this.#clock.date();
  }

  random(): number {
    return this.#clock.random();
  }

  setTimeout(callback: () => void, milliseconds: number): unknown {
    const { visitor } = this;
    const fire = (): void => {
      if (!this.#gone.has(visitor)) this.visit(visitor, callback);
    };
    return { visitor, handle: this.#clock.setTimeout(fire, milliseconds) };
  }

  clearTimeout(timer: unknown): void {
    if (timer === undefined) return;
    const { visitor, handle } = timer as { visitor: string; handle: unknown };
    if (visitor === this.visitor) this.#clock.clearTimeout(handle);
  }
}
